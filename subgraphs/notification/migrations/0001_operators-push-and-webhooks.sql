CREATE TABLE "notifications"."audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."parked_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"parked_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."push_subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."pushes" (
	"id" text PRIMARY KEY NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."story_entries" (
	"order_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "story_entries_order_id_id_pk" PRIMARY KEY("order_id","id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"entity" text NOT NULL,
	"event_id" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"active" boolean NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notifications"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "notifications"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_by_age" ON "notifications"."audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "parked_messages_by_age" ON "notifications"."parked_messages" USING btree ("parked_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_once" ON "notifications"."push_subscriptions" USING btree ("endpoint");--> statement-breakpoint
CREATE INDEX "push_subscriptions_of_account" ON "notifications"."push_subscriptions" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "pushes_by_age" ON "notifications"."pushes" USING btree ("sent_at","id");--> statement-breakpoint
CREATE INDEX "story_entries_in_order" ON "notifications"."story_entries" USING btree ("order_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "notifications"."webhook_deliveries" USING btree ("webhook_id","event_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of_webhook" ON "notifications"."webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending" ON "notifications"."webhook_deliveries" USING btree ("webhook_id","entity","id") WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_age" ON "notifications"."webhook_deliveries" USING btree ("webhook_id","created_at");--> statement-breakpoint
CREATE INDEX "webhooks_of_account" ON "notifications"."webhooks" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "known_operators" ON "notifications"."known_accounts" USING btree ("id") WHERE document -> 'roles' ? 'OPERATOR';