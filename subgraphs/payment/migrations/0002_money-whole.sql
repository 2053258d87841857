CREATE TABLE "payments"."chargebacks" (
	"id" text PRIMARY KEY NOT NULL,
	"intent_id" text NOT NULL,
	"account_id" text NOT NULL,
	"payment_id" text,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"borne" bigint NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone NOT NULL,
	"reinstated_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "payments"."gateway_customers" (
	"account_id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments"."gateway_totals" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"totals" jsonb NOT NULL,
	"differences" jsonb NOT NULL,
	CONSTRAINT "gateway_totals_once" CHECK ("payments"."gateway_totals"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "payments"."payout_methods" (
	"account_id" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"reference" text NOT NULL,
	"label" text NOT NULL,
	"verified" boolean NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payments"."holds" DROP CONSTRAINT "holds_id_transactions_id_fk";
--> statement-breakpoint
DROP INDEX "payments"."intents_open";--> statement-breakpoint
-- Until now a hold's id was its transaction's.
ALTER TABLE "payments"."holds" ADD COLUMN "opened_by" text;--> statement-breakpoint
ALTER TABLE "payments"."holds" DISABLE TRIGGER "holds_resolve_once";--> statement-breakpoint
UPDATE "payments"."holds" SET "opened_by" = "id";--> statement-breakpoint
ALTER TABLE "payments"."holds" ENABLE TRIGGER "holds_resolve_once";--> statement-breakpoint
ALTER TABLE "payments"."holds" ALTER COLUMN "opened_by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."intents" ADD COLUMN "next_action_url" text;--> statement-breakpoint
ALTER TABLE "payments"."intents" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments"."payments" ADD COLUMN "change" jsonb;--> statement-breakpoint
ALTER TABLE "payments"."payments" ADD COLUMN "next_action" jsonb;--> statement-breakpoint
ALTER TABLE "payments"."payments" ADD COLUMN "funds" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."payments" ADD COLUMN "charged_back" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."payments" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments"."simulated_operations" ADD COLUMN "state" text DEFAULT 'SUCCEEDED' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."simulated_operations" ADD COLUMN "payment_method" text;--> statement-breakpoint
ALTER TABLE "payments"."chargebacks" ADD CONSTRAINT "chargebacks_intent_id_intents_id_fk" FOREIGN KEY ("intent_id") REFERENCES "payments"."intents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payout_methods_by_reference" ON "payments"."payout_methods" USING btree ("reference");--> statement-breakpoint
ALTER TABLE "payments"."holds" ADD CONSTRAINT "holds_opened_by_transactions_id_fk" FOREIGN KEY ("opened_by") REFERENCES "payments"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "intents_by_reference" ON "payments"."intents" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "intents_by_answer" ON "payments"."intents" USING btree ("answered_at");--> statement-breakpoint
CREATE INDEX "simulated_operations_by_time" ON "payments"."simulated_operations" USING btree ("at");--> statement-breakpoint
CREATE INDEX "intents_open" ON "payments"."intents" USING btree ("created_at") WHERE state in ('RECORDED', 'CALLED', 'NEEDS_CUSTOMER');--> statement-breakpoint

CREATE OR REPLACE FUNCTION "payments"."refuse_second_resolution"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.resolved_by IS NOT NULL OR NEW.resolved_by IS NULL
    OR (NEW.id, NEW.opened_by, NEW.payment_id, NEW.amount, NEW.wallet_id)
      IS DISTINCT FROM (OLD.id, OLD.opened_by, OLD.payment_id, OLD.amount, OLD.wallet_id) THEN
    RAISE EXCEPTION 'hold % resolves once', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'holds_resolve_once';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint

-- What the payments that there are have had, and where from.
UPDATE "payments"."payments" SET "settled_at" = "updated_at" WHERE "captured" > 0;--> statement-breakpoint
UPDATE "payments"."payments" SET "funds" = jsonb_build_array(jsonb_build_object(
    'source', "source", 'paymentMethod', "payment_method", 'reference', "reference",
    'amount', jsonb_build_object('amount', "price", 'currency', "currency"),
    'returned', jsonb_build_object('amount', "refunded", 'currency', "currency")))
  WHERE "price" > 0 AND ("captured" > 0 OR "stage" = 'HELD');--> statement-breakpoint
UPDATE "payments"."payments"
  SET "ending" = "ending" || jsonb_build_object('price', jsonb_build_object('amount', "price", 'currency', "currency"))
  WHERE "ending"->>'kind' = 'SETTLE';--> statement-breakpoint

-- The simulated gateway counts what it moved; until now it did not note it of the demo world.
UPDATE "payments"."simulated_operations" SET "state" = 'FAILED' WHERE "reason" IS NOT NULL;--> statement-breakpoint
INSERT INTO "payments"."simulated_operations" ("key", "kind", "reference", "payment_method", "amount", "currency", "at")
  SELECT 'demo:' || p."id", 'CHARGE', c."reference", c."payment_method", c."captured", c."currency", p."created_at"
  FROM "payments"."simulated_charges" c JOIN "payments"."payments" p ON p."reference" = c."reference"
  WHERE c."captured" > 0
    AND NOT EXISTS (SELECT FROM "payments"."simulated_operations" o WHERE o."reference" = c."reference");--> statement-breakpoint
INSERT INTO "payments"."simulated_operations" ("key", "kind", "reference", "amount", "currency", "at")
  SELECT substr(t."cause", 8), 'TOP_UP', '', e."amount", t."currency", t."at"
  FROM "payments"."transactions" t JOIN "payments"."entries" e ON e."transaction_id" = t."id" AND e."amount" > 0
  WHERE t."cause" LIKE 'top-up:demo:%';
