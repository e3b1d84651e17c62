variables {
  bucket_name = "understudy-artifacts"
  key_arn     = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001"
}

run "bucket" {
  command = apply

  assert {
    condition     = output.bucket_arn == "arn:aws:s3:::understudy-artifacts" && output.bucket_name == "understudy-artifacts"
    error_message = "outputs name the bucket"
  }
  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "nothing is public"
  }
  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced" && aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled" && !aws_s3_bucket.this.force_destroy
    error_message = "no ACLs; versions are kept; it is not destroyed with what is in it"
  }
  assert {
    condition     = alltrue([for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule : rule.bucket_key_enabled && rule.apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && rule.apply_server_side_encryption_by_default[0].kms_master_key_id == var.key_arn])
    error_message = "objects are under the key of artifacts"
  }
  assert {
    condition     = { for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.id => rule.filter[0].prefix if rule.id == "expire" } == { expire = "artifacts/" }
    error_message = "artifacts expire, job specs stay"
  }

  # A policy of denials: nothing is allowed by it.
  assert {
    condition     = toset([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : "${statement.Effect} ${statement.Sid}"]) == toset(["Deny DenyWithoutTls", "Deny DenyOldTls", "Deny DenyOtherEncryption", "Deny DenyOtherKeys", "Deny DenyOtherAccounts"])
    error_message = "without TLS, under another key, of another account: denied"
  }
  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement.Condition } == {
      DenyWithoutTls      = { Bool = { "aws:SecureTransport" = "false" } }
      DenyOldTls          = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      DenyOtherEncryption = { Null = { "s3:x-amz-server-side-encryption" = "false" }, StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" } }
      DenyOtherKeys       = { Null = { "s3:x-amz-server-side-encryption" = "false" }, StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = var.key_arn } }
      DenyOtherAccounts   = { StringNotEquals = { "aws:PrincipalAccount" = "123456789012" } }
    }
    error_message = "what is denied under which condition"
  }
}

run "a_name_with_dots" {
  command = plan
  variables {
    bucket_name = "artifacts.example.com"
  }
  expect_failures = [var.bucket_name]
}

run "a_key_by_its_alias" {
  command = plan
  variables {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/understudy-artifacts"
  }
  expect_failures = [var.key_arn]
}

run "kept_for_no_time" {
  command = plan
  variables {
    retention_days            = 0
    noncurrent_retention_days = 0
  }
  expect_failures = [var.retention_days, var.noncurrent_retention_days]
}
