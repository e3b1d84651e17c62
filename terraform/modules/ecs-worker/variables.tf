variable "name" {
  description = "The cluster's and the task family's name, and what other names start with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "image" {
  description = "The worker's image, in ECR, by digest: a tag may be moved, and no other registry can be reached without a way to the internet."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9][a-z0-9/._-]*@sha256:[0-9a-f]{64}$", var.image))
    error_message = "image: ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST, not a tag."
  }
}

variable "cpu_architecture" {
  description = "X86_64 (amd64) or ARM64: what the image is for; one for several platforms is for both."
  type        = string
  nullable    = false
  default     = "ARM64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture: X86_64 or ARM64."
  }
}

variable "size" {
  description = "CPU units (1024 are a virtual CPU), memory in MiB and storage in GiB of a task."
  type = object({
    cpu     = optional(number, 1024)
    memory  = optional(number, 2048)
    storage = optional(number, 21)
  })
  nullable = false
  default  = {}

  validation {
    condition = contains(lookup({
      256   = [512, 1024, 2048]
      512   = range(1024, 4097, 1024)
      1024  = range(2048, 8193, 1024)
      2048  = range(4096, 16385, 1024)
      4096  = range(8192, 30721, 1024)
      8192  = range(16384, 61441, 4096)
      16384 = range(32768, 122881, 8192)
    }, var.size.cpu, []), var.size.memory)
    error_message = "size: a pair of cpu and memory that Fargate has, as 1024 and 2048."
  }
  validation {
    condition     = var.size.storage >= 21 && var.size.storage <= 200
    error_message = "size.storage: 21 to 200 GiB."
  }
}

variable "environment" {
  description = "More environment of the task, by name. Nothing secret: whoever may describe a task reads it."
  type        = map(string)
  nullable    = false
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "environment: a name is letters, digits and _."
  }
  validation {
    condition     = !anytrue([for name in keys(var.environment) : can(regex("(?i)passw|secret|token|credential|access_key", name))])
    error_message = "environment: nothing that is called a password, secret, token, credential or key: the worker reads these from Secrets Manager at run time."
  }
  validation {
    condition     = length(setintersection(keys(var.environment), ["UNDERSTUDY_JOB", "UNDERSTUDY_JOB_URI"])) == 0
    error_message = "environment: UNDERSTUDY_JOB and UNDERSTUDY_JOB_URI are said by each execution."
  }
}

variable "ca_bundle_path" {
  description = "Where in the image the authorities are that the databases' certificates are checked against, as /etc/ssl/rds.pem. Empty: the system's, which lack Amazon's."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.ca_bundle_path == "" || startswith(var.ca_bundle_path, "/")
    error_message = "ca_bundle_path: an absolute path."
  }
}

variable "bucket_name" {
  description = "The bucket of job specs (jobs/) and artifacts (artifacts/)."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name: the name of a bucket."
  }
}

variable "key_arns" {
  description = "KMS keys by class of data, as module kms makes them."
  type        = object({ artifacts = string, secrets = string, logs = string, data = string })
  nullable    = false

  validation {
    condition     = alltrue([for arn in values(var.key_arns) : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", arn))])
    error_message = "key_arns: ARNs of KMS keys."
  }
}

variable "secret_arns" {
  description = "The secrets that the worker may read."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.secret_arns : can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:[^*]+$", arn))])
    error_message = "secret_arns: whole ARNs of secrets, without *."
  }
}

variable "secret_key_arns" {
  description = "KMS keys of those secrets that are under a key of their own."
  type        = list(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", arn))])
    error_message = "secret_key_arns: ARNs of KMS keys."
  }
}

variable "iam_logins" {
  description = "Users of databases as whom the worker may log in by an IAM token: the database's resource id (db-... or cluster-...), and the user."
  type        = list(object({ resource_id = string, username = string }))
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for login in var.iam_logins : can(regex("^(db|cluster|prx)-[A-Za-z0-9]+$", login.resource_id))])
    error_message = "iam_logins: resource_id is db-..., cluster-... or prx-...: the resource id, which is not the name."
  }
  validation {
    condition     = alltrue([for login in var.iam_logins : can(regex("^[^*/\\s]+$", login.username))])
    error_message = "iam_logins: a username without * and /."
  }
}

variable "dms" {
  description = "What the worker may make DMS tasks and serverless replications of, endpoints and replication instances, and the names of the jobs that it makes them for: it tags them understudy:job. Without endpoints it may do nothing with DMS."
  type = object({
    endpoint_arns = optional(list(string), [])
    instance_arns = optional(list(string), [])
    jobs          = optional(list(string), [])
  })
  nullable = false
  default  = {}

  validation {
    condition     = alltrue([for arn in concat(var.dms.endpoint_arns, var.dms.instance_arns) : can(regex("^arn:[a-z-]+:dms:[a-z0-9-]+:[0-9]{12}:[^*]+$", arn))])
    error_message = "dms: whole ARNs of DMS endpoints and replication instances, without *."
  }
  validation {
    condition     = (length(var.dms.endpoint_arns) > 0) == (length(var.dms.jobs) > 0) && alltrue([for job in var.dms.jobs : can(regex("^[A-Za-z0-9_.-]+$", job))])
    error_message = "dms: names of jobs beside endpoints, of letters, digits, _ . and -."
  }
}

variable "log_retention_days" {
  description = "How long the worker's logs are kept."
  type        = number
  nullable    = false
  default     = 365

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: one of the numbers that CloudWatch Logs knows, as 30, 90 or 365."
  }
}
