variable "region" {
  description = "The region."
  type        = string
  nullable    = false
  default     = "eu-west-1"
}

variable "environment" {
  description = "Part of all names: staging, test."
  type        = string
  nullable    = false
  default     = "staging"

  validation {
    condition     = can(regex("^[a-z0-9]{1,12}$", var.environment))
    error_message = "environment: up to 12 lower-case letters and digits."
  }
}

variable "image" {
  description = "The worker's image in ECR, by digest, with RDS's authorities as /etc/ssl/rds.pem in it."
  type        = string
  nullable    = false
}

variable "databases_vpc_id" {
  description = "The VPC where the databases are, in this account and region."
  type        = string
  nullable    = false
}

variable "databases_cidr" {
  description = "Its range."
  type        = string
  nullable    = false
}

variable "databases_route_table_ids" {
  description = "The route tables of the databases' subnets."
  type        = list(string)
  nullable    = false
}

variable "hosts" {
  description = "Where the databases are."
  type = object({
    shop_source      = string
    shop_target      = string
    orders_source    = string
    orders_target    = string
    billing_source   = string
    billing_target   = string
    catalogue_source = string
    catalogue_target = string
  })
  nullable = false
}

variable "billing_secret" {
  description = "A secret that is there already, {username, password, host, port}, and its key."
  type        = object({ arn = string, key_arn = string })
  nullable    = false
}

variable "passwords" {
  description = "Passwords by login, as shop-source: TF_VAR_passwords."
  type        = map(string)
  ephemeral   = true
  sensitive   = true
  nullable    = false
}

variable "ca_certificate_pem" {
  description = "The authorities of the databases' certificates: of RDS, the region's bundle."
  type        = string
  nullable    = false
}

variable "emails" {
  description = "Who hears of runs, questions and alarms."
  type        = set(string)
  nullable    = false
  default     = []
}

variable "make_account_roles" {
  description = "False where the account has dms-vpc-role and dms-cloudwatch-logs-role."
  type        = bool
  nullable    = false
  default     = true
}
