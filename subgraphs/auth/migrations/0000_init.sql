CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "auth"."accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"display_name" text NOT NULL,
	"locale" text NOT NULL,
	"roles" text[] NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_email" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth"."attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."deadlines" (
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
CREATE TABLE "auth"."inbox_handled" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_handled_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."inbox_subjects" (
	"consumer" text NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "inbox_subjects_consumer_source_subject_pk" PRIMARY KEY("consumer","source","subject")
);
--> statement-breakpoint
CREATE TABLE "auth"."inbox_waiting" (
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
CREATE TABLE "auth"."outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "auth"."outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	"event" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "auth"."outbox_subjects" (
	"subject" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL,
	"sign_in_id" text NOT NULL,
	"predecessor" text,
	"spent_at" timestamp (3) with time zone,
	"spent_by_address" text,
	"spent_by_user_agent" text,
	CONSTRAINT "refresh_tokens_one_successor" UNIQUE("predecessor")
);
--> statement-breakpoint
CREATE TABLE "auth"."secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "auth"."stream_entries" (
	"stream" text NOT NULL,
	"number" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stream_entries_stream_number_pk" PRIMARY KEY("stream","number")
);
--> statement-breakpoint
CREATE TABLE "auth"."stream_heads" (
	"stream" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."refresh_tokens" ADD CONSTRAINT "refresh_tokens_sign_in_id_sign_ins_id_fk" FOREIGN KEY ("sign_in_id") REFERENCES "auth"."sign_ins"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."sign_ins" ADD CONSTRAINT "sign_ins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "auth"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_once" ON "auth"."deadlines" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "auth"."deadlines" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "inbox_handled_by_age" ON "auth"."inbox_handled" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_waiting_once" ON "auth"."inbox_waiting" USING btree ("consumer","event_id");--> statement-breakpoint
CREATE INDEX "inbox_waiting_by_subject" ON "auth"."inbox_waiting" USING btree ("consumer","source","subject","sequence");--> statement-breakpoint
CREATE INDEX "inbox_waiting_due" ON "auth"."inbox_waiting" USING btree ("consumer","due_at") WHERE state = 'WAITING';--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_by_subject" ON "auth"."outbox" USING btree ("subject","sequence");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "auth"."outbox" USING btree ("position") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_age" ON "auth"."outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "refresh_tokens_by_sign_in" ON "auth"."refresh_tokens" USING btree ("sign_in_id");--> statement-breakpoint
CREATE INDEX "sign_ins_by_account" ON "auth"."sign_ins" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_ins_by_end" ON "auth"."sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "stream_entries_by_age" ON "auth"."stream_entries" USING btree ("at");