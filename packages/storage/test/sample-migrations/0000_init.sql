create schema sample;
--> statement-breakpoint
create table sample.bookings (
  provider text not null,
  during int4range not null,
  constraint bookings_do_not_overlap exclude using gist (provider with =, during with &&)
);
--> statement-breakpoint
create table sample.entries (id int primary key, amount int not null);
--> statement-breakpoint
create function sample.check_balance() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(amount), 0) from sample.entries) <> 0 then
    raise exception 'unbalanced' using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger balanced after insert on sample.entries deferrable initially deferred
  for each row execute function sample.check_balance();
