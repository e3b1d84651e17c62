run "applies" {
  command = apply

  assert {
    condition     = strcontains(output.start, "start-execution") && strcontains(output.start, "jobs/shop.json")
    error_message = "it says how to start a run"
  }
}
