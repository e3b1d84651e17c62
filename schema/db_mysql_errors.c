/* What MySQL's and MariaDB's error numbers mean for a run (MySQL Error Reference; MariaDB Knowledge Base, "MariaDB Error
   Codes"). From 2000 to 2999 and from 5000 on they are the client library's own. */
#include "db_mysql.h"

#include <stdio.h>
#include <string.h>

static const char
    look[] = "look at the server's log, then run the same command again",
    again[] = "another session was in the way; run the same command again",
    reach[] = "check host, port and firewall; raise connect.timeout to wait longer",
    grant[] = "grant the privilege to the user of the job's URL, or use another user",
    login[] = "check user and password: password.env or password.file",
    verify[] = "VERIFY_IDENTITY is the default: name the CA with ssl-ca=FILE in the URL or SSL_CERT_FILE, use the "
               "host name that the server's certificate bears, or choose another ssl-mode in the URL",
    clear[] = "a password goes in the clear (mysql_clear_password, PAM, IAM tokens) only to a server that "
              "ssl-mode=VERIFY_IDENTITY or VERIFY_CA verifies",
    plugin[] = "the client library lacks this plugin: install it (MySQL's come with its client programs), build with "
               "MariaDB's library if this is MySQL's, or give the user another one",
    full[] = "the server is short of disk: give it more (also where its tmpdir is)",
    engine[] = "see the server's log: most often it is short of disk, also where its tmpdir is",
    sorting[] = "see the server's log: most often it is short of disk, also where its tmpdir is (MariaDB: a table that "
                "is copied takes less there with innodb_alter_copy_bulk = OFF)",
    memory[] = "the server is short of memory; lower post_data.connections or give it more",
    sessions[] = "lower post_data.connections, or free connections on the server",
    replica[] = "the target is read-only: take the primary, or set read_only (and super_read_only) = OFF",
    lacking[] = "the server does not have this: use another version, set it up, or exclude the object",
    limits[] = "the target's limits are smaller than the source's: make it alike, or exclude the object",
    rows[] = "mend the rows named above, then run the same command again",
    value[] = "compare the column's type on both sides with understudy diff (the value is not shown)";

static const struct {
    unsigned number;
    ErrClass class;
    bool retryable; /* while connecting */
    const char *hint;
} numbers[] = {
    /* reaching the server, and losing it */
    {2002, ERR_CONNECT, true, reach},
    {2003, ERR_CONNECT, true, reach},
    {2005, ERR_CONNECT, true, reach},
    {2006, ERR_CONNECT, true, look},
    {2012, ERR_CONNECT, true, look},
    {2013, ERR_CONNECT, true, look},
    {2014, ERR_BUG, false, NULL},
    {2027, ERR_CONNECT, true, look},
    {2055, ERR_CONNECT, true, look},
    {5013, ERR_CONNECT, true, look},
    {5014, ERR_CONNECT, true, look},
    {1042, ERR_CONNECT, true, look},
    {1043, ERR_CONNECT, true, look},
    {1053, ERR_CONNECT, true, "the server is starting or stopping; run the same command again"},
    {1077, ERR_CONNECT, true, "the server is starting or stopping; run the same command again"},
    {1079, ERR_CONNECT, true, "the server is starting or stopping; run the same command again"},
    {1080, ERR_CONNECT, true, look},
    {1152, ERR_CONNECT, true, look},
    {1158, ERR_CONNECT, true, look},
    {1159, ERR_CONNECT, true, look},
    {1160, ERR_CONNECT, true, look},
    {1161, ERR_CONNECT, true, look},
    {1184, ERR_CONNECT, true, look},
    {1927, ERR_CONNECT, true, "the server was told to end this session; run the same command again"},
    {3168, ERR_CONNECT, true, "the server is starting or stopping; run the same command again"},
    {3169, ERR_CONNECT, true, "the server was told to end this session; run the same command again"},
    {4031, ERR_CONNECT, true, "raise wait_timeout for this user, and run the same command again"},
    {1040, ERR_RESOURCE, true, "free connections on the server or raise max_connections"},
    {1135, ERR_RESOURCE, true, memory},
    {1203, ERR_RESOURCE, true, sessions},
    {1226, ERR_RESOURCE, true, sessions},
    {1129, ERR_PERMISSION, false, "the server blocks this host after too many failures: FLUSH HOSTS on the server"},
    {1130, ERR_PERMISSION, false, "the server does not admit this user from here: create the user for this host"},
    {1045, ERR_PERMISSION, false, login},
    {1044, ERR_PERMISSION, false, "grant this user a privilege on the database"},
    {1698, ERR_PERMISSION, false, login},
    {1820, ERR_PERMISSION, false, "the user's password has expired: give it a new one"},
    {1862, ERR_PERMISSION, false, "the user's password has expired: give it a new one"},
    {3118, ERR_PERMISSION, false, "unlock the user, or use another"},
    {4151, ERR_PERMISSION, false, "unlock the user, or use another"},
    {1049, ERR_CONFIG, false, "create it, or correct the URL"},
    {2026, ERR_CONFIG, false, verify},
    {3159, ERR_CONFIG, false, "the server wants TLS: choose another ssl-mode in the URL"},
    {2047, ERR_CONFIG, false, reach},
    {2049, ERR_PERMISSION, false, plugin},
    {2054, ERR_PERMISSION, false, plugin},
    {2058, ERR_PERMISSION, false, plugin},
    {2059, ERR_PERMISSION, false, plugin},
    {2061, ERR_PERMISSION, false,
     "a password goes only over TLS, or with the server's RSA key: choose another ssl-mode, get-server-public-key=true or "
     "server-public-key-path=FILE in the URL"},
    {1251, ERR_PERMISSION, false, plugin},
    {5010, ERR_PERMISSION, false, clear},
    {5012, ERR_PERMISSION, false, plugin},
    {1524, ERR_CONFIG, false, lacking},
    /* other sessions */
    {1205, ERR_CONFLICT, false,
     "end the session that holds the lock, or raise lock_timeout in the job, and run the same command again"},
    {1213, ERR_CONFLICT, false, again},
    {1099, ERR_CONFLICT, false, again},
    {1100, ERR_CONFLICT, false, again},
    {1223, ERR_CONFLICT, false, again},
    {1317, ERR_CONFLICT, false, "the statement was cancelled at the server; run the same command again"},
    {1412, ERR_CONFLICT, false, "a table was altered meanwhile; run the same command again"},
    {1568, ERR_CONFLICT, false, again},
    {1614, ERR_CONFLICT, false, again},
    {1684, ERR_CONFLICT, false, "a table is being altered; run the same command again"},
    {1969, ERR_CONFLICT, false, "raise max_statement_time for this user, and run the same command again"},
    {3024, ERR_CONFLICT, false, "raise max_execution_time for this user, and run the same command again"},
    {3058, ERR_CONFLICT, false, again},
    {3572, ERR_CONFLICT, false, again},
    /* what the server runs out of */
    {2008, ERR_RESOURCE, false, "this machine is short of memory"},
    {3, ERR_RESOURCE, false, full},
    {5, ERR_RESOURCE, false, memory},
    {20, ERR_RESOURCE, false, full},
    {28, ERR_RESOURCE, false, full},
    {1021, ERR_RESOURCE, false, full},
    {1026, ERR_RESOURCE, false, full},
    {1030, ERR_RESOURCE, false, engine}, /* a sorted run that could not be written: "Got error 100" */
    {1034, ERR_RESOURCE, false, sorting},
    {1296, ERR_RESOURCE, false, sorting}, /* MariaDB: "Got error 59 'Temp file write failure' from InnoDB" */
    {1037, ERR_RESOURCE, false, memory},
    {1038, ERR_RESOURCE, false, "raise sort_buffer_size on the server"},
    {1041, ERR_RESOURCE, false, memory},
    {1114, ERR_RESOURCE, false, full},
    {1116, ERR_CONFIG, false, limits},
    {1197, ERR_RESOURCE, false, "raise max_binlog_cache_size on the server"},
    {1206, ERR_RESOURCE, false, "raise innodb_buffer_pool_size on the server"},
    {1534, ERR_RESOURCE, false, full},
    {1637, ERR_RESOURCE, false, sessions},
    {1799, ERR_RESOURCE, false, "raise innodb_online_alter_log_max_size on the server"},
    {1878, ERR_RESOURCE, false, full},
    {3019, ERR_RESOURCE, false, full},
    {3170, ERR_RESOURCE, false, memory},
    {3675, ERR_RESOURCE, false, full},
    /* privileges */
    {1095, ERR_PERMISSION, false, grant},
    {1131, ERR_PERMISSION, false, grant},
    {1132, ERR_PERMISSION, false, grant},
    {1141, ERR_PERMISSION, false, grant},
    {1142, ERR_PERMISSION, false, grant},
    {1143, ERR_PERMISSION, false, grant},
    {1147, ERR_PERMISSION, false, grant},
    {1211, ERR_PERMISSION, false, grant},
    {1227, ERR_PERMISSION, false, grant},
    {1345, ERR_PERMISSION, false, grant},
    {1356, ERR_SQL, false, "the view, or what it reads, is broken, or its definer may not read it"},
    {1370, ERR_PERMISSION, false, grant},
    {1410, ERR_PERMISSION, false, grant},
    {1418, ERR_PERMISSION, false, "set log_bin_trust_function_creators = 1 on the target"},
    {1419, ERR_PERMISSION, false, "set log_bin_trust_function_creators = 1 on the target"},
    {1449, ERR_CONFIG, false, "create the definer's user on the target"},
    {3530, ERR_PERMISSION, false, grant},
    {3619, ERR_PERMISSION, false, grant},
    {3621, ERR_PERMISSION, false, grant},
    {4055, ERR_PERMISSION, false, grant},
    {4163, ERR_PERMISSION, false, grant},
    /* another server than the source's */
    {1173, ERR_CONFIG, false, "set innodb_force_primary_key = OFF on the target, or give the table a primary key"},
    {1168, ERR_CONFIG, false, "mend the table, or drop it: its own server cannot open it"},
    {1290, ERR_CONFIG, false,
     "the server runs with that option: if it is --read-only, take the primary, or set read_only (and super_read_only) = OFF"},
    {1792, ERR_CONFIG, false, replica},
    {1836, ERR_CONFIG, false, replica},
    {3100, ERR_CONFIG, false, replica},
    {1115, ERR_CONFIG, false, lacking},
    {1235, ERR_CONFIG, false, lacking},
    {1273, ERR_CONFIG, false, lacking},
    {1286, ERR_CONFIG, false, lacking},
    {1289, ERR_CONFIG, false, lacking},
    {1298, ERR_CONFIG, false, "load the time zone tables on the server: mysql_tzinfo_to_sql"},
    {1071, ERR_CONFIG, false, limits},
    {1117, ERR_CONFIG, false, limits},
    {1118, ERR_CONFIG, false, limits},
    {1153, ERR_CONFIG, false, "raise max_allowed_packet on the server, as it is on the source"},
    {2020, ERR_CONFIG, false, "raise max_allowed_packet on the server, as it is on the source"},
    {1436, ERR_CONFIG, false, "raise thread_stack on the server, as it is on the source"},
    {3750, ERR_CONFIG, false,
     "set sql_require_primary_key = OFF for the target's user, or give the table a primary key"},
    /* rows */
    {1022, ERR_DATA, false, rows},
    {1048, ERR_DATA, false, rows},
    {1062, ERR_DATA, false, rows},
    {1138, ERR_DATA, false, rows},
    {1169, ERR_DATA, false, rows},
    {1216, ERR_DATA, false, "load the missing rows, or set post_data.foreign_keys: not_valid in the job"},
    {1217, ERR_DATA, false, rows},
    {1264, ERR_DATA, false, value},
    {1265, ERR_DATA, false, value},
    {1292, ERR_DATA, false, value},
    {1366, ERR_DATA, false, value},
    {1367, ERR_DATA, false, value},
    {1406, ERR_DATA, false, value},
    {1411, ERR_DATA, false, value},
    {1416, ERR_DATA, false, value},
    {1451, ERR_DATA, false, rows},
    {1452, ERR_DATA, false, "load the missing rows, or set post_data.foreign_keys: not_valid in the job"},
    {1525, ERR_DATA, false, value},
    {1526, ERR_DATA, false, rows},
    {1557, ERR_DATA, false, rows},
    {1586, ERR_DATA, false, rows},
    {1690, ERR_DATA, false, value},
    {1761, ERR_DATA, false, rows},
    {1762, ERR_DATA, false, rows},
    {1859, ERR_DATA, false, rows},
    {3140, ERR_DATA, false, value},
    {3157, ERR_DATA, false,
     "JSON has 100 levels at most here: mend the row, or make the column a text by a `types:` rule"},
    {3144, ERR_DATA, false, value},
    {3156, ERR_DATA, false, value},
    {3819, ERR_DATA, false, rows},
    {3903, ERR_DATA, false, value},
    {3907, ERR_DATA, false, rows},
    {4025, ERR_DATA, false, rows},
};

/* Rows stay out of messages and logs. A value stands between these words; it may hold any itself, so its end is looked
   for from the message's end. */
static const struct {
    unsigned number;
    const char *before, *after;
} shown_values[] = {
    {1062, "entry '", "' for key"},
    {1586, "entry '", "' for key"},
    {1557, "entry '", "' would"},
    {1761, "record '", "' would"},
    {1762, "record '", "' would"},
    {1366, "value: '", "' for column"},
    {1292, "value: '", "' for column"},
    {1292, "value: '", "'"},
    {1367, "'", "' value"},
    {1411, "value: '", "' for"},
    {1525, "value: '", "'"},
    {1526, "value ", ""},
    {3140, "text: \"", "\" at"},
    {3140, "value for column '", "'."},
    {1690, "in '", "'"},
    {1264, "value: '", "' for column"},
};

static char *find_last(char *text, const char *words)
{
    char *found = NULL;
    for (char *at = text; (at = strstr(at, words)) != NULL && *at != '\0'; at++)
        found = at;
    return found;
}

static void hide_values(unsigned number, char *message)
{
    for (size_t i = 0; i < sizeof shown_values / sizeof *shown_values; i++) {
        char *start = strstr(message, shown_values[i].before);
        if (shown_values[i].number != number || start == NULL)
            continue;
        start += strlen(shown_values[i].before);
        char *end = find_last(start, shown_values[i].after);
        if (end == NULL)
            end = start + strlen(start);
        for (char *c = start; c < end; c++)
            *c = '*';
        return;
    }
}

static void tell(unsigned number, const char *message, bool *retryable, Err *err)
{
    const char *hint = NULL;
    ErrClass class = ERR_SQL;
    *retryable = false;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].number == number) {
            class = numbers[i].class;
            hint = numbers[i].hint;
            *retryable = numbers[i].retryable;
        }
    bool is_about_clear = number == 5010; /* MariaDB's words for it show the scrambled password */
    err_set(err, class, "%s", is_about_clear ? "the server asks for the password itself" : message);
    if (class == ERR_DATA)
        hide_values(number, err->message);
    if (strstr(err->message, "not enabled") != NULL && hint == plugin)
        hint = clear;
    if (hint != NULL)
        err_hint(err, "%s", hint);
    err->number = number;
}

void mysql_fail(MYSQL *mysql, bool *retryable, Err *err)
{
    tell(mysql_errno(mysql), mysql_error(mysql), retryable, err);
    snprintf(err->sqlstate, sizeof err->sqlstate, "%s", mysql_sqlstate(mysql));
}

bool mysql_is_cut(unsigned number, const char *message, Err *err)
{
    bool ignored;
    Err found = {0};
    tell(number, message, &ignored, &found);
    bool is_cut = found.class == ERR_CONFLICT || found.class == ERR_CONNECT;
    if (is_cut)
        *err = found;
    return is_cut;
}
