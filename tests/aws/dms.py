"""AWS DMS for tests: tasks and serverless replications with the field names and words of the API. The load itself is
`understudy load --as-dms`, run with the task's own mappings and settings between its own endpoints, which loses what DMS loses.
"""
import json
import os
import pathlib
import re
import subprocess
import threading
import time
import uuid

from iam import Refused

DMS = "arn:aws:dms:eu-west-1:123456789012"
DESCRIBED_WITHOUT_RESOURCE = ("DescribeReplicationTasks", "DescribeReplications", "DescribeReplicationConfigs", "DescribeEndpoints",
                              "DescribeReplicationInstances", "DescribeConnections")
SERVERLESS = ("initializing", "preparing_metadata_resources", "testing_connection", "fetching_metadata", "calculating_capacity",
              "provisioning_capacity", "replication_starting", "running")
STEP_S = 0.05  # between two words of a status
FINISHED, FATAL = "Stop Reason FULL_LOAD_ONLY_FINISHED", "Stop Reason FATAL_ERROR"


def selected(mappings):
    """Schema and table of each table that the mappings name, as the source calls them: a mapping has Order[_]Item for Order_Item."""
    located = [rule["object-locator"] for rule in json.loads(mappings)["rules"]
               if rule["rule-type"] == "selection" and rule["rule-action"] in ("include", "explicit")]
    return [tuple(re.sub(r"\[(.)\]", r"\1", one[name]) for name in ("schema-name", "table-name")) for one in located]


class Load:
    """A task or a configuration: what was created, and how far it is. `shown` has the members that either kind has."""

    def __init__(self, kind, call, status):
        self.kind, self.call, self.status = kind, call, status
        self.arn = f"{DMS}:{'task' if kind == 'ReplicationTask' else 'replication-config'}:{uuid.uuid4().hex[:26].upper()}"
        self.reason, self.failure, self.started, self.stats, self.tables, self.process = None, None, False, None, {}, None

    def settings(self):
        return self.call.get("ReplicationTaskSettings" if self.kind == "ReplicationTask" else "ReplicationSettings") or "{}"

    def shown(self):
        stats = {"ReplicationTaskStats" if self.kind == "ReplicationTask" else "ReplicationStats": self.stats} if self.stats else {}
        told = {"StopReason": self.reason} if self.reason else {}
        if self.kind == "ReplicationTask":
            failure = {"LastFailureMessage": self.failure} if self.failure else {}
            return {**self.call, "ReplicationTaskArn": self.arn, "Status": self.status, "ReplicationTaskCreationDate": time.time(), **stats, **told, **failure}
        failure = {"FailureMessages": [self.failure]} if self.failure else {}
        return {"ReplicationConfigIdentifier": self.call["ReplicationConfigIdentifier"], "ReplicationConfigArn": self.arn, "Status": self.status,
                "SourceEndpointArn": self.call["SourceEndpointArn"], "TargetEndpointArn": self.call["TargetEndpointArn"],
                "ReplicationType": self.call["ReplicationType"], "ProvisionData": {"ProvisionState": "provisioned"}, **stats, **told, **failure}

    def statistics(self):
        return [{"SchemaName": schema, "TableName": table, "TableState": state, "Inserts": 0, "Deletes": 0, "Updates": 0, "Ddls": 0,
                 "FullLoadRows": 0, "FullLoadErrorRows": 0, "FullLoadCondtnlChkFailedRows": 0, "ValidationState": "Not enabled"}
                for (schema, table), state in sorted(self.tables.items())]


class Dms:
    def __init__(self, front, logs, program, environment=None):
        self.front, self.logs, self.program = front, pathlib.Path(logs), program
        self.environment = dict(os.environ) if environment is None else environment
        self.endpoints, self.loads = {}, {}

    # ---- IAM ----

    def needed(self, operation, call):
        """With the tags that a call gives, and those that what it names was given when it was made."""
        named = [value for key, value in sorted(call.items()) if key.endswith("Arn") and isinstance(value, str)]
        given = {f"aws:RequestTag/{tag['Key']}": tag["Value"] for tag in call.get("Tags", [])}
        return [(f"dms:{operation}", arn, given | self.tags(arn)) for arn in ([] if operation in DESCRIBED_WITHOUT_RESOURCE else named) or ["*"]]

    def tags(self, arn):
        load = self.loads.get(arn)
        return {f"aws:ResourceTag/{tag['Key']}": tag["Value"] for tag in load.call.get("Tags", [])} if load else {}

    # ---- the API ----

    def endpoint(self, name, url, kind, engine, settings=None):
        arn = f"{DMS}:endpoint:{name.upper()}"
        self.endpoints[arn] = {"side": {"url": url}, "shown": {
            "EndpointIdentifier": name, "EndpointArn": arn, "EndpointType": kind.upper(), "EngineName": engine, "Status": "active", **(settings or {})}}
        return {"arn": arn}

    def endpoint_of(self, made, side):
        """As Terraform made it; `side` is what a job has of the same database: its URL, and where its password is."""
        shown = {"EndpointIdentifier": made["endpoint_id"], "EndpointArn": made["endpoint_arn"], "EndpointType": made["endpoint_type"].upper(),
                 "EngineName": made["engine_name"], "Status": "active", "ExtraConnectionAttributes": made["extra_connection_attributes"] or ""}
        for settings, name in (("postgres_settings", "PostgreSQLSettings"), ("mysql_settings", "MySQLSettings")):
            for one in made.get(settings) or []:
                shown[name] = {"".join(word.capitalize() for word in key.split("_")): value for key, value in one.items() if value is not None}
        self.endpoints[made["endpoint_arn"]] = {"side": side, "shown": shown}

    def answer(self, operation, call):
        handler = getattr(self, operation, None)
        if handler is None:
            raise Refused("InvalidAction", f"the front has no {operation}")
        return handler(call)

    def filtered(self, call, kind, name):
        wanted = {one["Name"]: one["Values"] for one in call.get("Filters", [])}
        found = [load for load in self.loads.values() if load.kind == kind and load.arn in wanted.get(f"{name}-arn", [load.arn])
                 and load.call.get(f"{kind}Identifier") in wanted.get(f"{name}-id", [load.call.get(f"{kind}Identifier")])]
        if wanted and not found:
            raise Refused("ResourceNotFoundFault", f"No {kind} found matching {wanted}")
        return found

    def held(self, arn):
        if arn not in self.loads:
            raise Refused("ResourceNotFoundFault", f"{arn} is not there")
        return self.loads[arn]

    def create(self, kind, call, status):
        if any(load.call.get(f"{kind}Identifier") == call[f"{kind}Identifier"] for load in self.loads.values()):
            raise Refused("ResourceAlreadyExistsFault", f"{call[f'{kind}Identifier']} is there already")
        for side in ("SourceEndpointArn", "TargetEndpointArn"):
            if call[side] not in self.endpoints:
                raise Refused("ResourceNotFoundFault", f"Endpoint {call[side]} not found")
        load = Load(kind, call, "creating")
        self.loads[load.arn] = load
        threading.Timer(STEP_S, lambda: vars(load).update(status=status)).start()
        return load

    def CreateReplicationTask(self, call):
        return {"ReplicationTask": self.create("ReplicationTask", call, "ready").shown()}

    def CreateReplicationConfig(self, call):
        load = self.create("ReplicationConfig", call, "created")
        return {"ReplicationConfig": {**call, "ReplicationConfigArn": load.arn}}

    def modify(self, call, arn, kind):
        load = self.held(arn)
        if load.status not in ("created", "ready", "stopped", "failed"):
            raise Refused("InvalidResourceStateFault", f"{arn} is {load.status}")
        load.call = {**load.call, **{key: value for key, value in call.items() if key != f"{kind}Arn"}}
        return load

    def ModifyReplicationTask(self, call):
        load = self.modify(call, call["ReplicationTaskArn"], "ReplicationTask")
        rest = load.status
        load.status = "modifying"
        threading.Timer(STEP_S, lambda: vars(load).update(status=rest)).start()
        return {"ReplicationTask": load.shown()}

    def ModifyReplicationConfig(self, call):
        load = self.modify(call, call["ReplicationConfigArn"], "ReplicationConfig")
        return {"ReplicationConfig": {**load.call, "ReplicationConfigArn": load.arn}}

    def DescribeReplicationTasks(self, call):
        return {"ReplicationTasks": [load.shown() for load in self.filtered(call, "ReplicationTask", "replication-task")]}

    def DescribeReplicationConfigs(self, call):
        return {"ReplicationConfigs": [{**load.call, "ReplicationConfigArn": load.arn} for load in self.filtered(call, "ReplicationConfig", "replication-config")]}

    def DescribeReplications(self, call):
        return {"Replications": [load.shown() for load in self.filtered(call, "ReplicationConfig", "replication-config")]}

    def DescribeEndpoints(self, call):
        wanted = {one["Name"]: one["Values"] for one in call.get("Filters", [])}
        return {"Endpoints": [one["shown"] for arn, one in self.endpoints.items() if arn in wanted.get("endpoint-arn", [arn])]}

    def DescribeTableStatistics(self, call):
        return {"ReplicationTaskArn": call["ReplicationTaskArn"], **self.page(call, "TableStatistics", self.held(call["ReplicationTaskArn"]))}

    def DescribeReplicationTableStatistics(self, call):
        return {"ReplicationConfigArn": call["ReplicationConfigArn"], **self.page(call, "ReplicationTableStatistics", self.held(call["ReplicationConfigArn"]))}

    @staticmethod
    def page(call, name, load):
        """In pages, smaller than AWS's, so that there is more than one."""
        first, most = int(call.get("Marker", 0)), min(call.get("MaxRecords", 100), 5)
        tables = load.statistics()
        return {name: tables[first:first + most], **({"Marker": str(first + most)} if first + most < len(tables) else {})}

    def StartReplicationTask(self, call):
        load = self.begin(call["ReplicationTaskArn"], call["StartReplicationTaskType"], ("starting", "running"))
        return {"ReplicationTask": load.shown()}

    def StartReplication(self, call):
        load = self.begin(call["ReplicationConfigArn"], call["StartReplicationType"], SERVERLESS)
        return {"Replication": load.shown()}

    def StopReplicationTask(self, call):
        load = self.held(call["ReplicationTaskArn"])
        if load.process:
            load.process.terminate()
        return {"ReplicationTask": load.shown()}

    def begin(self, arn, how, words):
        load = self.held(arn)
        if load.status not in ("created", "ready", "stopped", "failed"):
            raise Refused("InvalidResourceStateFault", f"{arn} is {load.status}")
        if load.started and how == "start-replication" and load.call.get("MigrationType", load.call.get("ReplicationType")) == "full-load":
            raise Refused("InvalidParameterCombinationException", "Start Type : START_REPLICATION, valid only for tasks running for the first time")
        if how == "resume-processing":
            raise Refused("InvalidParameterCombinationException", "a full load is not resumed")
        load.started, load.status, load.reason, load.failure = True, words[0], None, None
        threading.Thread(target=self.load, args=(load, words, self.front.fault("dms", "load", {"arn": arn})), daemon=True).start()
        return load

    # ---- the load ----

    def load(self, load, words, fault):
        tables = selected(load.call["TableMappings"])
        for word in words:
            load.status = word
            time.sleep(STEP_S)
        load.tables = {table: "Before load" for table in tables}
        load.stats = {"FullLoadProgressPercent": 0, "ElapsedTimeMillis": 0, "TablesLoaded": 0, "TablesLoading": len(tables), "TablesQueued": 0,
                      "TablesErrored": 0, "StartDate": time.time(), "FullLoadStartDate": time.time()}
        if fault and fault["kind"] == "fatal":
            return self.ended(load, "failed", FATAL, "Last Error Replication task out of memory. Stop Reason FATAL_ERROR Error Level FATAL")
        code, said = self.rows(load)
        if code != 0:
            return self.ended(load, "failed", FATAL, f"Last Error {said[-300:]} Stop Reason FATAL_ERROR Error Level FATAL")
        bad = tables[0] if fault and fault["kind"] == "suspend" else None
        load.tables = {table: "Table error" if table == bad else "Table completed" for table in tables}
        if fault and fault["kind"] == "command":  # rows that are lost on the way
            subprocess.run(fault["command"], shell=True, check=True)
        # A suspended table that TablesErrored does not count shows that the tables are asked.
        return self.ended(load, "stopped", FINISHED, None, errored=1 if bad and fault.get("counted") else 0)

    def ended(self, load, status, reason, failure, errored=0):
        done = sum(state == "Table completed" for state in load.tables.values())
        load.stats = {**load.stats, "FullLoadProgressPercent": 100 if status == "stopped" else 0, "TablesLoaded": done, "TablesLoading": 0, "TablesQueued": 0,
                      "TablesErrored": errored, "StopDate": time.time(), "FullLoadFinishDate": time.time()}
        load.reason, load.failure = reason, failure
        load.status = status

    def rows(self, load):
        """Exit code and words of the loader."""
        folder = self.logs / f"dms-{load.arn.split(':')[-1]}"
        folder.mkdir(exist_ok=True)
        (folder / "mappings.json").write_text(load.call["TableMappings"])
        (folder / "settings.json").write_text(load.settings())
        job, passwords = {"version": 1, "load": {"by": "dms"}}, {}
        for side in ("source", "target"):
            reached = self.endpoints[load.call[f"{side.capitalize()}EndpointArn"]]["side"]
            job[side] = {"url": reached["url"]}
            if "password" in reached:
                job[side]["password"] = {"env": f"{side.upper()}_PASSWORD"}
                passwords[f"{side.upper()}_PASSWORD"] = json.loads(self.front.secrets[reached["password"]["secret"]])["password"]
        (folder / "endpoints.json").write_text(json.dumps({"source": self.endpoints[load.call["SourceEndpointArn"]]["shown"]}))
        load.process = subprocess.Popen(
            [self.program, "load", "--as-dms", *(f"--{what}={folder / what}.json" for what in ("mappings", "settings", "endpoints"))],
            env=self.environment | passwords | {"UNDERSTUDY_JOB": json.dumps(job)}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        said = load.process.communicate()[1]
        (folder / "log").write_text(said)
        return load.process.returncode, said
