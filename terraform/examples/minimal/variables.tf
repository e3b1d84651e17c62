variable "region" {
  description = "The region."
  type        = string
  nullable    = false
  default     = "eu-west-1"
}

variable "vpc_id" {
  description = "The VPC where the databases are."
  type        = string
  nullable    = false
}

variable "private_subnet_ids" {
  description = "Two of its subnets, in two availability zones."
  type        = list(string)
  nullable    = false
}

variable "route_table_ids" {
  description = "The route tables of these."
  type        = list(string)
  nullable    = false
}

variable "source_security_group_id" {
  description = "The source's security group: it must let in what the output security_group_ids names."
  type        = string
  nullable    = false
}

variable "target_security_group_id" {
  description = "The target's."
  type        = string
  nullable    = false
}

variable "image" {
  description = "The worker's image in ECR, by digest, with RDS's authorities as /etc/ssl/rds.pem in it."
  type        = string
  nullable    = false
}

variable "source_host" {
  description = "The source."
  type        = string
  nullable    = false
}

variable "target_host" {
  description = "The target."
  type        = string
  nullable    = false
}

variable "source_password" {
  description = "The password of reader: TF_VAR_source_password."
  type        = string
  ephemeral   = true
  sensitive   = true
  nullable    = false
}

variable "target_password" {
  description = "The password of builder: TF_VAR_target_password."
  type        = string
  ephemeral   = true
  sensitive   = true
  nullable    = false
}
