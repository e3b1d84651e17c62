variable "name" {
  description = "What the names of all resources start with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "worker" {
  description = "The ECS task that is run: outputs of the module ecs-worker, and of network."
  type = object({
    cluster_arn         = string
    task_definition_arn = string
    container_name      = optional(string, "worker")
    task_role_arn       = string
    execution_role_arn  = string
    subnet_ids          = list(string)
    security_group_ids  = list(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:ecs:[a-z0-9-]+:[0-9]{12}:cluster/", var.worker.cluster_arn))
    error_message = "worker.cluster_arn: the ARN of an ECS cluster."
  }
  validation {
    condition     = can(regex("^arn:[a-z-]+:ecs:[a-z0-9-]+:[0-9]{12}:task-definition/[A-Za-z0-9_-]+(:[0-9]+)?$", var.worker.task_definition_arn))
    error_message = "worker.task_definition_arn: the ARN of a task definition, with its revision or without (then the newest is run)."
  }
  validation {
    condition     = alltrue([for arn in [var.worker.task_role_arn, var.worker.execution_role_arn] : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/", arn))])
    error_message = "worker.task_role_arn, worker.execution_role_arn: ARNs of IAM roles."
  }
  validation {
    condition     = length(var.worker.subnet_ids) > 0 && length(var.worker.subnet_ids) <= 16
    error_message = "worker.subnet_ids: 1 to 16 subnets."
  }
  validation {
    condition     = length(var.worker.security_group_ids) > 0 && length(var.worker.security_group_ids) <= 5
    error_message = "worker.security_group_ids: 1 to 5 security groups."
  }
}

variable "artifacts_bucket_name" {
  description = "The bucket where plans, reports and summaries are kept, below artifacts/RUN/DATABASE/."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.artifacts_bucket_name))
    error_message = "artifacts_bucket_name: the name of a bucket."
  }
}

variable "key_arns" {
  description = "KMS keys by class of data: artifacts (also of the state machines' executions) and logs (also of the topic)."
  type        = object({ artifacts = string, logs = string })
  nullable    = false

  validation {
    condition     = alltrue([for arn in values(var.key_arns) : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", arn))])
    error_message = "key_arns: ARNs of KMS keys."
  }
}

variable "wait" {
  description = "How a step waits for its task where the execution's input does not say: sync (ECS tells when it has ended) or token (the task answers, and says that it is alive)."
  type        = string
  nullable    = false
  default     = "sync"

  validation {
    condition     = contains(["sync", "token"], var.wait)
    error_message = "wait: sync or token."
  }
}

variable "max_concurrency" {
  description = "How many databases are worked on at once."
  type        = number
  nullable    = false
  default     = 4

  validation {
    condition     = var.max_concurrency >= 1 && var.max_concurrency <= 40 && floor(var.max_concurrency) == var.max_concurrency
    error_message = "max_concurrency: 1 to 40."
  }
}

variable "attempts" {
  description = "How often a command is run in all when its exit code says that another attempt may help."
  type        = number
  nullable    = false
  default     = 4

  validation {
    condition     = var.attempts >= 1 && var.attempts <= 20 && floor(var.attempts) == var.attempts
    error_message = "attempts: 1 to 20."
  }
}

variable "timeouts" {
  description = "Seconds: command, that one attempt of a command may take; heartbeat, that a task may be silent (wait: token; from the order to run it, so longer than an image's pull); approval, until a question is answered; load, that DMS may take."
  type = object({
    command   = optional(number, 43200)
    heartbeat = optional(number, 600)
    approval  = optional(number, 259200)
    load      = optional(number, 172800)
  })
  nullable = false
  default  = {}

  validation {
    condition     = alltrue([for seconds in values(var.timeouts) : seconds >= 60 && seconds <= 604800 && floor(seconds) == seconds])
    error_message = "timeouts: 60 to 604800 seconds (a week)."
  }
  validation {
    condition     = var.timeouts.heartbeat < var.timeouts.command
    error_message = "timeouts.heartbeat: less than timeouts.command."
  }
}

variable "emails" {
  description = "Who hears of the end of a run, and of what is to be decided. Each has to confirm the subscription."
  type        = set(string)
  nullable    = false
  default     = []

  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "emails: addresses of e-mail."
  }
}

variable "schedules" {
  description = "Runs that start by themselves, such as a nightly refresh (jobs with existing: refresh), by name: when (cron(...) or rate(...)), in which time zone, and the databases as the state machine takes them."
  type = map(object({
    expression = string
    timezone   = optional(string, "UTC")
    enabled    = optional(bool, true)
    databases = list(object({
      name    = string
      job_uri = string
      load    = optional(string, "dms")
      wait    = optional(string)
      approve = optional(string, "never")
    }))
  }))
  nullable = false
  default  = {}

  validation {
    condition     = alltrue([for name in keys(var.schedules) : can(regex("^[a-z][a-z0-9-]{0,31}$", name))])
    error_message = "schedules: a name is of up to 32 lower-case letters, digits and hyphens, a letter first."
  }
  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(regex("^(cron|rate)\\(.+\\)$", schedule.expression))])
    error_message = "schedules: an expression is cron(...) or rate(...), as cron(0 2 * * ? *)."
  }
  validation {
    condition = alltrue(flatten([for schedule in values(var.schedules) : [for database in schedule.databases :
    can(regex("^[A-Za-z0-9_.-]{1,64}$", database.name)) && can(regex("^s3://[^/]+/.+", database.job_uri))]]))
    error_message = "schedules: a database has a name of letters, digits, _ . and -, and a job_uri s3://BUCKET/KEY."
  }
  validation {
    condition = alltrue(flatten([for schedule in values(var.schedules) : [for database in schedule.databases :
      contains(["dms", "serverless", "understudy"], database.load) && contains(["never", "on_findings", "always"], database.approve) &&
    (database.wait == null ? true : contains(["sync", "token"], database.wait))]]))
    error_message = "schedules: load is dms, serverless or understudy; approve never, on_findings or always; wait sync or token."
  }
}

variable "log_retention_days" {
  description = "How long the state machines' logs are kept."
  type        = number
  nullable    = false
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: one of the numbers that CloudWatch Logs knows, as 30, 90 or 365."
  }
}
