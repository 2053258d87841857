CREATE SCHEMA "notifications";
--> statement-breakpoint
CREATE TABLE "notifications"."deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"data" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"retry_at" timestamp (3) with time zone,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications"."inbox_handled" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_handled_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."inbox_subjects" (
	"consumer" text NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "inbox_subjects_consumer_source_subject_pk" PRIMARY KEY("consumer","source","subject")
);
--> statement-breakpoint
CREATE TABLE "notifications"."inbox_waiting" (
	"id" text PRIMARY KEY NOT NULL,
	"consumer" text NOT NULL,
	"event_id" text,
	"source" text,
	"subject" text,
	"sequence" integer,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"replayed" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"parked_at" timestamp (3) with time zone,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications"."known_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."known_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."known_providers" (
	"id" text PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."mails" (
	"id" text PRIMARY KEY NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"event_id" text NOT NULL,
	"in_app" boolean NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications"."outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	"event" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."outbox_subjects" (
	"subject" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications"."preferences" (
	"account_id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."stream_entries" (
	"stream" text NOT NULL,
	"number" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stream_entries_stream_number_pk" PRIMARY KEY("stream","number")
);
--> statement-breakpoint
CREATE TABLE "notifications"."stream_heads" (
	"stream" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_once" ON "notifications"."deadlines" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "notifications"."deadlines" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "inbox_handled_by_age" ON "notifications"."inbox_handled" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_waiting_once" ON "notifications"."inbox_waiting" USING btree ("consumer","event_id");--> statement-breakpoint
CREATE INDEX "inbox_waiting_by_subject" ON "notifications"."inbox_waiting" USING btree ("consumer","source","subject","sequence");--> statement-breakpoint
CREATE INDEX "inbox_waiting_due" ON "notifications"."inbox_waiting" USING btree ("consumer","due_at") WHERE state = 'WAITING';--> statement-breakpoint
CREATE INDEX "mails_by_age" ON "notifications"."mails" USING btree ("sent_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications"."notifications" USING btree ("account_id","event_id");--> statement-breakpoint
CREATE INDEX "notifications_in_app" ON "notifications"."notifications" USING btree ("account_id","created_at","id") WHERE in_app;--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications"."notifications" USING btree ("account_id") WHERE in_app and read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_by_subject" ON "notifications"."outbox" USING btree ("subject","sequence");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "notifications"."outbox" USING btree ("position") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_age" ON "notifications"."outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "stream_entries_by_age" ON "notifications"."stream_entries" USING btree ("at");