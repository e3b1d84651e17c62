variables {
  name        = "understudy"
  bucket_arns = ["arn:aws:s3:::understudy-artifacts"]
}

run "a_vpc_of_its_own" {
  command = apply

  variables {
    vpc = { cidr = "10.64.0.0/22", availability_zones = 3 }
    databases = {
      by_range = { port = 5432, cidr = "10.0.1.0/24" }
      by_group = { port = 3306, security_group_id = "sg-0a1b" }
    }
  }

  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.64.0.0/24", "10.64.1.0/24", "10.64.2.0/24"]
    error_message = "a subnet in each availability zone"
  }
  assert {
    condition     = toset(keys(output.endpoint_ids)) == toset(["dms", "ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "states", "sts"])
    error_message = "endpoints of what tasks and DMS need"
  }
  assert {
    condition     = aws_vpc_endpoint.interface["ecr.dkr"].service_name == "com.amazonaws.eu-west-1.ecr.dkr" && alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled && endpoint.vpc_endpoint_type == "Interface"])
    error_message = "interface endpoints are found by the services' names"
  }
  assert {
    condition     = toset([for rule in aws_vpc_security_group_ingress_rule.endpoints : "${rule.from_port}-${rule.to_port}"]) == toset(["443-443"])
    error_message = "HTTPS comes in at endpoints"
  }
  assert {
    condition = alltrue([for rule in concat(values(aws_vpc_security_group_egress_rule.endpoints), values(aws_vpc_security_group_egress_rule.s3)) :
      rule.from_port == 443 && rule.to_port == 443 && rule.ip_protocol == "tcp" && rule.cidr_ipv4 == null
    ])
    error_message = "only HTTPS goes to AWS, and to nobody else"
  }
  assert {
    condition = { for name, rule in aws_vpc_security_group_egress_rule.databases : name => "${rule.from_port}-${rule.to_port} ${coalesce(rule.cidr_ipv4, rule.referenced_security_group_id)}" } == {
      worker-by_range = "5432-5432 10.0.1.0/24"
      worker-by_group = "3306-3306 sg-0a1b"
      dms-by_range    = "5432-5432 10.0.1.0/24"
      dms-by_group    = "3306-3306 sg-0a1b"
    }
    error_message = "databases are reached by their ports alone"
  }
  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : [for statement in jsondecode(endpoint.policy).Statement : statement.Condition.StringEquals] == [{ "aws:PrincipalAccount" = "123456789012" }]])
    error_message = "no credentials of another account go through an endpoint"
  }
  assert {
    condition = { for statement in jsondecode(aws_vpc_endpoint.s3[0].policy).Statement : statement.Sid => statement.Resource } == {
      Artifacts      = ["arn:aws:s3:::understudy-artifacts", "arn:aws:s3:::understudy-artifacts/*"]
      LayersOfImages = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"
    }
    error_message = "of S3, the artifacts and ECR's layers go through"
  }
}

run "a_vpc_that_is_there" {
  command = apply

  variables {
    vpc = {
      id                 = "vpc-0a1b"
      private_subnet_ids = ["subnet-0a", "subnet-0b"]
    }
    s3_gateway          = false
    interface_endpoints = []
    https_cidrs         = ["10.9.0.0/16"]
  }

  assert {
    condition     = output.vpc_id == "vpc-0a1b" && output.private_subnet_ids == tolist(["subnet-0a", "subnet-0b"]) && length(aws_vpc.this) == 0
    error_message = "nothing is made beside it"
  }
  assert {
    condition     = output.endpoint_ids == {} && { for name, rule in aws_vpc_security_group_egress_rule.https : name => rule.cidr_ipv4 } == { "worker-10.9.0.0/16" = "10.9.0.0/16", "dms-10.9.0.0/16" = "10.9.0.0/16" }
    error_message = "AWS is reached where it is said"
  }
}

run "a_vpc_with_one_subnet" {
  command = plan
  variables {
    vpc = { id = "vpc-0a1b", private_subnet_ids = ["subnet-0a"], route_table_ids = ["rtb-0a"] }
  }
  expect_failures = [var.vpc]
}

run "no_range" {
  command = plan
  variables {
    vpc = { cidr = "10.64.0.0" }
  }
  expect_failures = [var.vpc]
}

run "no_id" {
  command = plan
  variables {
    vpc = { id = "my-vpc", private_subnet_ids = ["subnet-0a", "subnet-0b"], route_table_ids = ["rtb-0a"] }
  }
  expect_failures = [var.vpc]
}

run "one_availability_zone" {
  command = plan
  variables {
    vpc = { availability_zones = 1 }
  }
  expect_failures = [var.vpc]
}

run "a_gateway_without_route_tables" {
  command = plan
  variables {
    vpc = { id = "vpc-0a1b", private_subnet_ids = ["subnet-0a", "subnet-0b"] }
  }
  expect_failures = [var.s3_gateway]
}

run "an_endpoint_that_is_not_needed" {
  command = plan
  variables {
    interface_endpoints = ["ec2"]
  }
  expect_failures = [var.interface_endpoints]
}

run "https_to_no_range" {
  command = plan
  variables {
    https_cidrs = ["proxy.example.com"]
  }
  expect_failures = [var.https_cidrs]
}

run "a_database_anywhere" {
  command = plan
  variables {
    databases = { all = { port = 5432, cidr = "0.0.0.0/0" } }
  }
  expect_failures = [var.databases]
}

run "a_database_nowhere" {
  command = plan
  variables {
    databases = { none = { port = 5432 } }
  }
  expect_failures = [var.databases]
}

run "a_port_that_there_is_not" {
  command = plan
  variables {
    databases = { high = { port = 70000, cidr = "10.0.0.0/16" } }
  }
  expect_failures = [var.databases]
}

run "no_bucket" {
  command = plan
  variables {
    bucket_arns = []
  }
  expect_failures = [var.bucket_arns]
}
