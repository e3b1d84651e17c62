# Values of the right shape that name nothing, for terraform test.
vpc_id                   = "vpc-0a1b"
private_subnet_ids       = ["subnet-0a", "subnet-0b"]
route_table_ids          = ["rtb-0a"]
source_security_group_id = "sg-0a"
target_security_group_id = "sg-0b"
image                    = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/understudy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
source_host              = "source.example.com"
target_host              = "target.example.com"
source_password          = "planted-password-1"
target_password          = "planted-password-2"
