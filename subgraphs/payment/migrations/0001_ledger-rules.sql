-- What is written in the books is never changed.
CREATE FUNCTION "payments"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed', tg_table_name USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "transactions_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payments"."transactions"
  FOR EACH STATEMENT EXECUTE FUNCTION "payments"."refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "entries_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "payments"."entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "payments"."refuse_change"();
--> statement-breakpoint

-- At commit a transaction sums to zero.
CREATE FUNCTION "payments"."refuse_unbalanced"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
  lines integer;
BEGIN
  SELECT sum(amount), count(*) INTO total, lines FROM "payments"."entries" WHERE transaction_id = NEW.id;
  IF lines < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'transaction % is not balanced', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transactions_balanced';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "transactions_balanced" AFTER INSERT ON "payments"."transactions"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "payments"."refuse_unbalanced"();
--> statement-breakpoint

-- Entries come with their transaction, never later, and are in its currency.
CREATE FUNCTION "payments"."refuse_foreign_entries"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added JOIN "payments"."transactions" t ON t.id = added.transaction_id
    WHERE t.written_by <> pg_current_xact_id()::text
  ) THEN
    RAISE EXCEPTION 'a transaction is closed once it is committed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_come_with_their_transaction';
  END IF;
  IF EXISTS (
    SELECT FROM added JOIN "payments"."transactions" t ON t.id = added.transaction_id
      JOIN "payments"."accounts" a ON a.id = added.account_id
    WHERE a.currency <> t.currency
  ) THEN
    RAISE EXCEPTION 'currencies never mix'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_never_mix_currencies';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "entries_belong" AFTER INSERT ON "payments"."entries" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "payments"."refuse_foreign_entries"();
--> statement-breakpoint

-- A hold resolves once, and nothing else of it ever changes.
CREATE FUNCTION "payments"."refuse_second_resolution"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.resolved_by IS NOT NULL OR NEW.resolved_by IS NULL
    OR (NEW.id, NEW.payment_id, NEW.amount, NEW.wallet_id) IS DISTINCT FROM (OLD.id, OLD.payment_id, OLD.amount, OLD.wallet_id) THEN
    RAISE EXCEPTION 'hold % resolves once', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'holds_resolve_once';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "holds_resolve_once" BEFORE UPDATE ON "payments"."holds"
  FOR EACH ROW EXECUTE FUNCTION "payments"."refuse_second_resolution"();
--> statement-breakpoint
CREATE TRIGGER "holds_never_deleted" BEFORE DELETE OR TRUNCATE ON "payments"."holds"
  FOR EACH STATEMENT EXECUTE FUNCTION "payments"."refuse_change"();
