variable "name" {
  description = "What the names of all resources start with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 24
    error_message = "name: up to 24 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "topic_arn" {
  description = "Where alarms are told."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:sns:", var.topic_arn))
    error_message = "topic_arn: the ARN of an SNS topic."
  }
}

variable "state_machine_arn" {
  description = "The state machine that runs are started with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:[a-z]+:", var.state_machine_arn))
    error_message = "state_machine_arn: the ARN of a state machine."
  }
}

variable "worker_log_group_name" {
  description = "The worker's log group: its metrics are in there."
  type        = string
  nullable    = false
}

variable "dms" {
  description = "The replication instance, its storage in GiB and its tasks' log group; without an instance, nothing of DMS is watched but what the state machine says."
  type = object({
    instance_id    = optional(string, "")
    storage        = optional(number, 100)
    log_group_name = optional(string, "")
  })
  nullable = false
  default  = {}

  validation {
    condition     = (var.dms.instance_id == "") == (var.dms.log_group_name == "")
    error_message = "dms: instance_id and log_group_name, or neither."
  }
}

variable "thresholds" {
  description = "When it is too much: attempts of the worker per hour that ended for a transient reason; percent of CPU, MiB of memory and percent of storage that are left on the replication instance."
  type = object({
    transient_per_hour   = optional(number, 5)
    cpu_percent          = optional(number, 90)
    free_memory_mib      = optional(number, 256)
    free_storage_percent = optional(number, 15)
  })
  nullable = false
  default  = {}

  validation {
    condition     = var.thresholds.transient_per_hour >= 1
    error_message = "thresholds.transient_per_hour: 1 or more."
  }
  validation {
    condition     = alltrue([for percent in [var.thresholds.cpu_percent, var.thresholds.free_storage_percent] : percent > 0 && percent < 100])
    error_message = "thresholds: percent is between 0 and 100."
  }
  validation {
    condition     = var.thresholds.free_memory_mib >= 64
    error_message = "thresholds.free_memory_mib: 64 or more."
  }
}
