variables {
  vpc_id                   = "vpc-0a1b"
  private_subnet_ids       = ["subnet-0a", "subnet-0b"]
  route_table_ids          = ["rtb-0a"]
  source_security_group_id = "sg-0a"
  target_security_group_id = "sg-0b"
  image                    = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/understudy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  source_host              = "source.example.com"
  target_host              = "target.example.com"
  source_password          = "planted-source-password"
  target_password          = "planted-target-password"
}

run "applies" {
  command = apply

  assert {
    condition     = strcontains(output.start, "start-execution") && strcontains(output.start, "jobs/shop.json")
    error_message = "it says how to start a run"
  }
}
