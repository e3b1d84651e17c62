# Values of the right shape that name nothing, for terraform test.
image                     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/tools/understudy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
databases_vpc_id          = "vpc-0a1b"
databases_cidr            = "10.0.0.0/16"
databases_route_table_ids = ["rtb-0a", "rtb-0b"]
hosts = {
  shop_source      = "shop-source.example.com"
  shop_target      = "shop-target.example.com"
  orders_source    = "orders-source.example.com"
  orders_target    = "orders-target.example.com"
  billing_source   = "billing-source.example.com"
  billing_target   = "billing-target.example.com"
  catalogue_source = "catalogue-source.example.com"
  catalogue_target = "catalogue-target.example.com"
}
billing_secret = {
  arn     = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:billing-AbCdEf"
  key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-00000000000b"
}
passwords = {
  shop-source    = "planted-password-1", shop-target = "planted-password-2", orders-source = "planted-password-3", orders-target = "planted-password-4"
  billing-target = "planted-password-5", catalogue-source = "planted-password-6", catalogue-target = "planted-password-7"
}
ca_certificate_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"
emails             = ["dba@example.com"]
