BEGIN TRANSACTION;
CREATE TABLE conversations (
        id INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        workspace TEXT NOT NULL,
        thread TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 0,
        touched INTEGER,
        alarm_at INTEGER,
        alarm_timer TEXT,
        schema INTEGER,
        state TEXT,
        UNIQUE (platform, workspace, thread)
    );
INSERT INTO "conversations" VALUES(1,'test','acme','thread-1',1,1795348800000000,1795348860000000,'reminder',2,'{"schema":2,"conversation":{"key":{"platform":"test","workspace":"acme","thread":"thread-1"},"language":"es","mode":"pro","phase":{"brief":{"entries":[],"components":[]},"asked":[],"open":null,"reminded":false,"disputed":[],"held":[],"previous":null,"kind":"interviewing"},"touched":"2026-11-22T12:00:00Z","transcript":[{"author":"ana","text":"una línea"}]}}');
CREATE TABLE mailbox (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        event TEXT NOT NULL,
        body TEXT NOT NULL,
        openings INTEGER NOT NULL DEFAULT 0
    );
INSERT INTO "mailbox" VALUES(1,1,'2','{"id":"2","conversation":{"platform":"test","workspace":"acme","thread":"thread-1"},"at":"2026-11-22T12:00:00Z","author":"ana","text":"texto de 2","addressed_elsewhere":false,"cleaning":{"secrets":0,"characters_cut":0},"kind":"spoke"}',0);
CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        lane TEXT NOT NULL,
        id TEXT NOT NULL,
        job TEXT,
        language TEXT NOT NULL,
        body TEXT NOT NULL,
        openings INTEGER NOT NULL DEFAULT 0
    );
INSERT INTO "outbox" VALUES(1,1,'message','8a2d04d68c225506170cfcab',NULL,'es','{"notice":{"what":"help","kind":"plain"},"kind":"say"}',0);
INSERT INTO "outbox" VALUES(2,1,'job','938d8908549305cb4da80564','job-1','es','{"id":"job-1","job":{"brief":{"entries":[],"components":[]},"mode":"pro","transcript":[],"previous":null,"kind":"make_plan"},"kind":"start_job"}',0);
CREATE TABLE parked (
        seq INTEGER PRIMARY KEY,
        conversation INTEGER NOT NULL,
        id TEXT NOT NULL,
        what TEXT NOT NULL,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL
    );
INSERT INTO "parked" VALUES(1,1,'1b','event','ValueError',1795348800000000,'{"id":"1b","conversation":{"platform":"test","workspace":"acme","thread":"thread-1"},"at":"2026-11-22T12:00:00Z","author":"ana","text":"texto de 1b","addressed_elsewhere":false,"cleaning":{"secrets":0,"characters_cut":0},"kind":"spoke"}');
CREATE TABLE seen (
        conversation INTEGER NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (conversation, event)
    ) WITHOUT ROWID;
INSERT INTO "seen" VALUES(1,'1');
INSERT INTO "seen" VALUES(1,'1b');
INSERT INTO "seen" VALUES(1,'2');
CREATE INDEX alarms ON conversations (alarm_at) WHERE alarm_at IS NOT NULL;
CREATE INDEX mailbox_of ON mailbox (conversation, seq);
COMMIT;
PRAGMA user_version = 1;
