CREATE SCHEMA "broker";
--> statement-breakpoint
CREATE TABLE "broker"."bindings" (
	"consumer" text NOT NULL,
	"pattern" text NOT NULL,
	CONSTRAINT "bindings_consumer_pattern_pk" PRIMARY KEY("consumer","pattern")
);
--> statement-breakpoint
CREATE TABLE "broker"."large_notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "broker"."large_notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"body" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broker"."messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "broker"."messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consumer" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"deliveries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broker"."queues" (
	"consumer" text PRIMARY KEY NOT NULL,
	"holder" text,
	"held_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "broker"."bindings" ADD CONSTRAINT "bindings_consumer_queues_consumer_fk" FOREIGN KEY ("consumer") REFERENCES "broker"."queues"("consumer") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_in_order" ON "broker"."messages" USING btree ("consumer","id");