120:    if ((options->as_dms || has_files) && strcmp(run->command, "load") != 0)
121:        return arguments_mistake(err, "--as-dms and its files belong to load, not to", run->command);
124:    if (arguments->options.format > REPORT_JSON && strcmp(run->command, "diff") != 0)
125:        return arguments_mistake(err, "--format markdown and --format sql belong to diff, not to", run->command);
126:    int allowed = strcmp(run->command, "diff") == 0 ? 2 : strcmp(run->command, "inspect") == 0 ? 1 : 0;
133:    bool ok = operands > 0 || only_sets ? job_read(&run->job, run->arena, least, sizeof least - 1, "command line", err)
134:                                        : job_find(&run->job, run->arena, arguments->job, err);
138:        place_operand(&run->job, i == 0 ? SIDE_SOURCE : SIDE_TARGET, arguments->rest[1 + i]);
140:        if (!job_set(&run->job, run->arena, arguments->sets.items[i], err))
142:    return job_validate(&run->job, err);
