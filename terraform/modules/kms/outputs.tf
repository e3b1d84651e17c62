output "keys" {
  description = "ARN of the key of each class: artifacts, secrets, logs, data."
  value       = { for class, key in aws_kms_key.this : class => "arn:${local.partition}:kms:${local.region}:${local.account}:key/${key.key_id}" }
}

output "aliases" {
  description = "Alias of the key of each class."
  value       = { for class, alias in aws_kms_alias.this : class => alias.name }
}
