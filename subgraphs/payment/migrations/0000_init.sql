CREATE SCHEMA "payments";
--> statement-breakpoint
CREATE TABLE "payments"."accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner" text NOT NULL,
	"currency" text NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"debt" bigint DEFAULT 0 NOT NULL,
	"last_entry" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_one_per_owner_and_currency" UNIQUE("owner","kind","currency"),
	CONSTRAINT "accounts_never_below_zero" CHECK ("payments"."accounts"."kind" = 'GATEWAY' or "payments"."accounts"."balance" >= -"payments"."accounts"."debt"),
	CONSTRAINT "accounts_debt_is_stated" CHECK ("payments"."accounts"."debt" >= 0)
);
--> statement-breakpoint
CREATE TABLE "payments"."deadlines" (
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
CREATE TABLE "payments"."entries" (
	"transaction_id" text NOT NULL,
	"position" smallint NOT NULL,
	"account_id" text NOT NULL,
	"number" integer NOT NULL,
	"amount" bigint NOT NULL,
	"type" text,
	"balance" bigint NOT NULL,
	CONSTRAINT "entries_transaction_id_position_pk" PRIMARY KEY("transaction_id","position"),
	CONSTRAINT "entries_of_something" CHECK ("payments"."entries"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "payments"."holds" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"wallet_id" text,
	"amount" bigint NOT NULL,
	"resolved_by" text
);
--> statement-breakpoint
CREATE TABLE "payments"."idempotency_keys" (
	"account" text NOT NULL,
	"mutation" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"effect" text NOT NULL,
	"claim" text,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_account_mutation_key_pk" PRIMARY KEY("account","mutation","key")
);
--> statement-breakpoint
CREATE TABLE "payments"."inbox_handled" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_handled_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "payments"."inbox_subjects" (
	"consumer" text NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "inbox_subjects_consumer_source_subject_pk" PRIMARY KEY("consumer","source","subject")
);
--> statement-breakpoint
CREATE TABLE "payments"."inbox_waiting" (
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
CREATE TABLE "payments"."intents" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"account_id" text NOT NULL,
	"payment_id" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"payment_method" text,
	"reference" text,
	"reason" text,
	"unanswered" integer NOT NULL,
	"correlation_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments"."payments" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"source" text NOT NULL,
	"payment_method" text,
	"currency" text NOT NULL,
	"price" bigint NOT NULL,
	"status" text NOT NULL,
	"stage" text NOT NULL,
	"ending" jsonb,
	"disputed" boolean NOT NULL,
	"reference" text,
	"authorized" bigint NOT NULL,
	"captured" bigint NOT NULL,
	"refunded" bigint NOT NULL,
	"commission" bigint NOT NULL,
	"tip" bigint NOT NULL,
	"earning" bigint NOT NULL,
	"decline_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_one_per_order" UNIQUE("order_id")
);
--> statement-breakpoint
CREATE TABLE "payments"."outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payments"."outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	"event" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "payments"."outbox_subjects" (
	"subject" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "payments"."simulated_charges" (
	"reference" text PRIMARY KEY NOT NULL,
	"payment_method" text NOT NULL,
	"currency" text NOT NULL,
	"authorized" bigint NOT NULL,
	"captured" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"voided" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments"."simulated_operations" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments"."stream_entries" (
	"stream" text NOT NULL,
	"number" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stream_entries_stream_number_pk" PRIMARY KEY("stream","number")
);
--> statement-breakpoint
CREATE TABLE "payments"."stream_heads" (
	"stream" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments"."transactions" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"currency" text NOT NULL,
	"order_id" text,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL,
	"written_by" text DEFAULT pg_current_xact_id()::text NOT NULL,
	CONSTRAINT "transactions_once_per_cause" UNIQUE("cause")
);
--> statement-breakpoint
ALTER TABLE "payments"."entries" ADD CONSTRAINT "entries_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "payments"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."entries" ADD CONSTRAINT "entries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "payments"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."holds" ADD CONSTRAINT "holds_id_transactions_id_fk" FOREIGN KEY ("id") REFERENCES "payments"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."holds" ADD CONSTRAINT "holds_wallet_id_accounts_id_fk" FOREIGN KEY ("wallet_id") REFERENCES "payments"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."holds" ADD CONSTRAINT "holds_resolved_by_transactions_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "payments"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_once" ON "payments"."deadlines" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "payments"."deadlines" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_by_account" ON "payments"."entries" USING btree ("account_id","number");--> statement-breakpoint
CREATE INDEX "holds_by_payment" ON "payments"."holds" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "holds_open_by_wallet" ON "payments"."holds" USING btree ("wallet_id") WHERE resolved_by is null;--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "payments"."idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "inbox_handled_by_age" ON "payments"."inbox_handled" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_waiting_once" ON "payments"."inbox_waiting" USING btree ("consumer","event_id");--> statement-breakpoint
CREATE INDEX "inbox_waiting_by_subject" ON "payments"."inbox_waiting" USING btree ("consumer","source","subject","sequence");--> statement-breakpoint
CREATE INDEX "inbox_waiting_due" ON "payments"."inbox_waiting" USING btree ("consumer","due_at") WHERE state = 'WAITING';--> statement-breakpoint
CREATE INDEX "intents_open" ON "payments"."intents" USING btree ("created_at") WHERE state in ('RECORDED', 'CALLED');--> statement-breakpoint
CREATE INDEX "intents_by_payment" ON "payments"."intents" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_by_subject" ON "payments"."outbox" USING btree ("subject","sequence");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "payments"."outbox" USING btree ("position") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_age" ON "payments"."outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "stream_entries_by_age" ON "payments"."stream_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "transactions_by_order" ON "payments"."transactions" USING btree ("order_id");