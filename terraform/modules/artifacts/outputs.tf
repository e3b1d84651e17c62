output "bucket_name" {
  description = "The bucket."
  value       = aws_s3_bucket.this.bucket
}

output "bucket_arn" {
  description = "Its ARN."
  value       = local.bucket_arn
  depends_on  = [aws_s3_bucket_policy.this]
}
