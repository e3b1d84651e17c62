run "applies" {
  command = apply

  assert {
    condition     = alltrue([for name in ["shop", "orders", "billing", "catalogue"] : strcontains(output.start, "jobs/${name}.json")])
    error_message = "a run is of all databases"
  }
}
