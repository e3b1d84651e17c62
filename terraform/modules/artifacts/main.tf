# Where job specs, plans, reports and summaries are kept.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  # By its name, so that policies can be written before the bucket is there.
  bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${var.bucket_name}"
  objects    = "${local.bucket_arn}/*"

  # A negated condition holds for a header that was not sent, too: a request that names no encryption gets the bucket's own
  # key (hence Null), one that names no key gets Amazon's.
  says_encryption = { test = "Null", variable = "s3:x-amz-server-side-encryption", value = "false" }

  denials = [
    {
      sid        = "DenyWithoutTls"
      actions    = ["s3:*"]
      resources  = [local.bucket_arn, local.objects]
      conditions = [{ test = "Bool", variable = "aws:SecureTransport", value = "false" }]
    },
    {
      sid        = "DenyOldTls"
      actions    = ["s3:*"]
      resources  = [local.bucket_arn, local.objects]
      conditions = [{ test = "NumericLessThan", variable = "s3:TlsVersion", value = "1.2" }]
    },
    {
      sid        = "DenyOtherEncryption"
      actions    = ["s3:PutObject"]
      resources  = [local.objects]
      conditions = [local.says_encryption, { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption", value = "aws:kms" }]
    },
    {
      sid        = "DenyOtherKeys"
      actions    = ["s3:PutObject"]
      resources  = [local.objects]
      conditions = [local.says_encryption, { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", value = var.key_arn }]
    },
    {
      sid        = "DenyOtherAccounts"
      actions    = ["s3:*"]
      resources  = [local.bucket_arn, local.objects]
      conditions = [{ test = "StringNotEquals", variable = "aws:PrincipalAccount", value = data.aws_caller_identity.current.account_id }]
    },
  ]
}

resource "aws_s3_bucket" "this" {
  bucket        = var.bucket_name
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.this.bucket

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key_arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.bucket

  # Job specs, under jobs/, stay.
  rule {
    id     = "expire"
    status = "Enabled"

    filter {
      prefix = "artifacts/"
    }
    expiration {
      days = var.retention_days
    }
  }

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}
    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_retention_days
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.bucket
  policy = data.aws_iam_policy_document.bucket.json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

# Nothing is allowed here: who may do what is said by the roles.
data "aws_iam_policy_document" "bucket" {
  dynamic "statement" {
    for_each = local.denials

    content {
      sid       = statement.value.sid
      effect    = "Deny"
      actions   = statement.value.actions
      resources = statement.value.resources

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      dynamic "condition" {
        for_each = statement.value.conditions

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = [condition.value.value]
        }
      }
    }
  }
}
