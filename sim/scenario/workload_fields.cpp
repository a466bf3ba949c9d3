// Field tables of the blocks "workload" and "month".
#include "sim/json/reader.h"
#include "sim/scenario/field_types.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

namespace {

constexpr double kLongest = 1e18;   // 32 years
constexpr double kMostBytes = 1e15; // a petabyte
constexpr double kMostMemory = 1LL << 50;

void checkWork(const WorkSpec& work, Reader& reader, const JsonNode& node) {
  if (work.cpu.isZero() && work.io.isZero())
    reader.wrongAbout(node, "the work takes no time", "\"cpu\", \"io\" or both");
}

void checkScheduleText(const Schedule& schedule, Reader& reader, const JsonNode& node, std::string_view key) {
  const Result<void> valid = checkSchedule(schedule.expression);
  if (valid)
    return;
  const JsonNode* text = node.find(key);
  const Problem& problem = valid.error().problems.front();
  reader.wrong(text ? *text : node, problem.what,
               problem.expectation.empty() ? "an AWS schedule such as \"rate(5 minutes)\" or \"cron(0 12 * * ? *)\""
                                           : problem.expectation);
}

} // namespace

const FieldTable<WorkSpec>& Fields<WorkSpec>::table() {
  static const FieldTable<WorkSpec> fields =
      FieldTable<WorkSpec>("work", "the work of an item or a request")
          .field("cpu", &WorkSpec::cpu,
                 {.help = "CPU time, on the reference vCPU (one whole vCPU of AWS Lambda) or as \"measured_at\" says",
                  .max = kLongest,
                  .of = ValueKind::Duration})
          .field("io", &WorkSpec::io,
                 {.help = "time spent waiting, which a faster machine does not shorten",
                  .max = kLongest,
                  .of = ValueKind::Duration})
          .field("memory", &WorkSpec::memory,
                 {.help = "memory beyond the base memory", .max = kMostMemory, .of = ValueKind::Memory})
          .field("parallel_fraction", &WorkSpec::parallelFraction,
                 {.help = "share of the CPU time that several vCPUs can share", .min = 0, .max = 1})
          .check(checkWork);
  return fields;
}

const FieldTable<JobSpec>& Fields<JobSpec>::table() {
  static const FieldTable<JobSpec> fields =
      FieldTable<JobSpec>("job_spec", "items in batches, one task a batch")
          .field("items", &JobSpec::items,
                 {.help = "units of the user's work", .required = true, .min = 1, .max = 1e12})
          .field("batch", &JobSpec::batch, {.help = "items a task", .min = 1, .max = 1e12})
          .field("item", &JobSpec::item, {.help = "the work of one item", .required = true})
          .field("base_memory", &JobSpec::baseMemory,
                 {.help = "memory of a task before any item: runtime, libraries", .max = kMostMemory})
          .field("input", &JobSpec::inputPerItem, {.help = "data an item brings in", .max = kMostBytes})
          .field("input_from", &JobSpec::inputFrom,
                 {.help = "where that data is before the job: with the client, or on the internet"})
          .field("output", &JobSpec::outputPerItem, {.help = "data an item leaves", .max = kMostBytes})
          .field("disk", &JobSpec::disk, {.help = "/tmp a task needs", .max = kMostBytes})
          .field("failure_probability", &JobSpec::failureProbability,
                 {.help = "chance that an attempt of a task fails by itself", .min = 0, .max = 1});
  return fields;
}

const FieldTable<RequestSpec>& Fields<RequestSpec>::table() {
  static const FieldTable<RequestSpec> fields =
      FieldTable<RequestSpec>("request", "what a request asks of a function")
          .field("function", &RequestSpec::work, {.help = "the work of one request", .required = true})
          .field("base_memory", &RequestSpec::baseMemory,
                 {.help = "memory before any request: runtime, libraries", .max = kMostMemory})
          .field("input", &RequestSpec::input, {.help = "data a request brings in", .max = kMostBytes})
          .field("output", &RequestSpec::output, {.help = "data a response takes out", .max = kMostBytes})
          .field("disk", &RequestSpec::disk, {.help = "/tmp a request needs", .max = kMostBytes})
          .field("failure_probability", &RequestSpec::failureProbability,
                 {.help = "chance that an attempt fails by itself", .min = 0, .max = 1});
  return fields;
}

const FieldTable<ConstantArrivals>& Fields<ConstantArrivals>::table() {
  static const FieldTable<ConstantArrivals> fields =
      FieldTable<ConstantArrivals>("constant_arrivals", "one every 1/rate")
          .field("rate", &ConstantArrivals::rate, {.required = true, .min = 0, .max = 1e9, .aboveMin = true})
          .field("offset", &ConstantArrivals::offset, {.help = "of the first"});
  return fields;
}

const FieldTable<PoissonArrivals>& Fields<PoissonArrivals>::table() {
  static const FieldTable<PoissonArrivals> fields =
      FieldTable<PoissonArrivals>("poisson_arrivals", "at random, independently of each other")
          .field("rate", &PoissonArrivals::rate, {.required = true, .min = 0, .max = 1e9, .aboveMin = true});
  return fields;
}

const FieldTable<OnOffArrivals>& Fields<OnOffArrivals>::table() {
  static const FieldTable<OnOffArrivals> fields =
      FieldTable<OnOffArrivals>("on_off_arrivals", "bursts: Poisson while on, silent or slow while off")
          .field("rate", &OnOffArrivals::rate,
                 {.help = "while on", .required = true, .min = 0, .max = 1e9, .aboveMin = true})
          .field("off_rate", &OnOffArrivals::offRate, {.help = "while off", .min = 0, .max = 1e9})
          .field("on", &OnOffArrivals::on,
                 {.help = "length of an on-period", .required = true, .max = kLongest, .of = ValueKind::Duration})
          .field("off", &OnOffArrivals::off,
                 {.help = "length of an off-period", .required = true, .max = kLongest, .of = ValueKind::Duration})
          .check([](const OnOffArrivals& bursts, Reader& reader, const JsonNode& node) {
            if (!(bursts.on.mean() >= 1e6) || !(bursts.off.mean() >= 1e6))
              reader.wrongAbout(node, "the periods are too short to be simulated", "a mean of 1 ms or more");
          });
  return fields;
}

const FieldTable<DiurnalArrivals>& Fields<DiurnalArrivals>::table() {
  static const FieldTable<DiurnalArrivals> fields =
      FieldTable<DiurnalArrivals>("diurnal_arrivals", "Poisson, its rate following the hours of the day (UTC)")
          .field("rate", &DiurnalArrivals::rate,
                 {.help = "mean over the day", .required = true, .min = 0, .max = 1e9, .aboveMin = true})
          .field("hourly", &DiurnalArrivals::hourly,
                 {.help = "24 factors, one an hour; they are scaled to a mean of 1", .required = true, .min = 0})
          .check([](const DiurnalArrivals& day, Reader& reader, const JsonNode& node) {
            double sum = 0;
            for (const double factor : day.hourly)
              sum += factor;
            if (day.hourly.size() != 24 || !(sum > 0))
              reader.wrongAbout(node, "not a day's profile", "24 factors in \"hourly\", not all 0");
          });
  return fields;
}

const FieldTable<PerMinuteCounts>& Fields<PerMinuteCounts>::table() {
  static const FieldTable<PerMinuteCounts> fields =
      FieldTable<PerMinuteCounts>("per_minute_counts", "given numbers of arrivals, minute by minute")
          .field("counts", &PerMinuteCounts::counts, {.required = true, .min = 0, .max = 1e9})
          .field("spread", &PerMinuteCounts::spread, {.help = "within each minute"});
  return fields;
}

const FieldTable<Timestamps>& Fields<Timestamps>::table() {
  static const FieldTable<Timestamps> fields =
      FieldTable<Timestamps>("timestamps", "arrivals as listed")
          .field("at", &Timestamps::ns, {.help = "times from the start of the window", .required = true});
  return fields;
}

const FieldTable<Schedule>& Fields<Schedule>::table() {
  static const FieldTable<Schedule> fields =
      FieldTable<Schedule>("schedule", "an AWS schedule expression, to the minute")
          .field("schedule", &Schedule::expression, {.help = "cron(…) or rate(…)", .required = true})
          .field("utc_offset", &Schedule::utcOffset,
                 {.help = "the clock the schedule is read by, against UTC", .min = -5.04e13, .max = 5.04e13})
          .check([](const Schedule& schedule, Reader& reader, const JsonNode& node) {
            checkScheduleText(schedule, reader, node, "schedule");
          });
  return fields;
}

const FieldTable<InteractiveArrivals>& Fields<InteractiveArrivals>::table() {
  static const FieldTable<InteractiveArrivals> fields =
      FieldTable<InteractiveArrivals>("interactive_arrivals", "people who wait for an answer before they ask again")
          .field("users", &InteractiveArrivals::users,
                 {.help = "how many there are", .required = true, .min = 1, .max = 1e6})
          .field("think", &InteractiveArrivals::think,
                 {.help = "time from an answer, good or bad, to the same user's next request; the first request comes "
                          "after it too",
                  .required = true,
                  .max = kLongest,
                  .of = ValueKind::Duration})
          .check([](const InteractiveArrivals& people, Reader& reader, const JsonNode& node) {
            if (!(people.think.mean() >= 1e6))
              reader.wrongAbout(node, "nobody thinks as quickly as that", "a mean \"think\" of 1 ms or more");
          });
  return fields;
}

const TaggedVariant<ArrivalSpec>& Variants<ArrivalSpec>::table() {
  static const TaggedVariant<ArrivalSpec> kinds = TaggedVariant<ArrivalSpec>("arrivals", "when requests come")
                                                      .alternative<ConstantArrivals>("constant")
                                                      .alternative<PoissonArrivals>("poisson")
                                                      .alternative<OnOffArrivals>("on_off")
                                                      .alternative<DiurnalArrivals>("diurnal")
                                                      .alternative<PerMinuteCounts>("per_minute_counts")
                                                      .alternative<Timestamps>("timestamps")
                                                      .alternative<Schedule>("schedule")
                                                      .alternative<InteractiveArrivals>("interactive");
  return kinds;
}

const FieldTable<MeasuredAt>& Fields<MeasuredAt>::table() {
  static const FieldTable<MeasuredAt> fields =
      FieldTable<MeasuredAt>("measured_at", "where the CPU time was measured; every platform runs that work")
          .field("platform", &MeasuredAt::platform, {.help = "the id of a platform of this scenario", .required = true})
          .field("memory", &MeasuredAt::memory,
                 {.help = "memory size of a function there; its own when not said", .min = 1048576});
  return fields;
}

const FieldTable<JobWorkload>& Fields<JobWorkload>::table() {
  static const FieldTable<JobWorkload> fields =
      FieldTable<JobWorkload>("job", "items fanned out as tasks")
          .inlined(&JobWorkload::job)
          .field("measured_at", &JobWorkload::measuredAt, {.help = "where the CPU time was measured"});
  return fields;
}

const FieldTable<RequestsWorkload>& Fields<RequestsWorkload>::table() {
  static const FieldTable<RequestsWorkload> fields =
      FieldTable<RequestsWorkload>("requests", "a stream of requests to a function")
          .field("arrivals", &RequestsWorkload::arrivals, {.help = "when they come", .required = true})
          .inlined(&RequestsWorkload::request)
          .field("measured_at", &RequestsWorkload::measuredAt, {.help = "where the CPU time was measured"});
  return fields;
}

const FieldTable<CronWorkload>& Fields<CronWorkload>::table() {
  static const FieldTable<CronWorkload> fields =
      FieldTable<CronWorkload>("cron", "a function on a schedule")
          .inlined(&CronWorkload::schedule)
          .inlined(&CronWorkload::request)
          .field("measured_at", &CronWorkload::measuredAt, {.help = "where the CPU time was measured"});
  return fields;
}

// The work is recorded, so "function" is not asked for: only what a recording seldom has.
const FieldTable<TraceWorkload>& Fields<TraceWorkload>::table() {
  using T = TraceWorkload;
  static const FieldTable<T> fields =
      FieldTable<T>("trace", "a recorded run or an invocation log as load")
          .field("file", &T::file,
                 {.help = "a trace or a log of any known form, beside the scenario file", .required = true, .min = 1})
          .field("with", &T::with, {.help = "files that belong to it: durations and memory of an Azure 2019 day"})
          .field("mapping", &T::mapping, {.help = "says which column of a foreign CSV is which, beside it too"})
          .field("as", &T::as, {.help = "the calls come again as they came, or all at once as the tasks of one job"})
          .field("cpu_share", &T::cpuShare,
                 {.help = "CPU's share of each recorded running time; the rest is waiting", .min = 0, .max = 1})
          .field("cpu", &T::unrecorded, &WorkSpec::cpu,
                 {.help = "CPU time of calls whose running time was not recorded",
                  .max = kLongest,
                  .of = ValueKind::Duration})
          .field("io", &T::unrecorded, &WorkSpec::io,
                 {.help = "waiting of calls whose running time was not recorded",
                  .max = kLongest,
                  .of = ValueKind::Duration})
          .field("memory", &T::request, &RequestSpec::baseMemory,
                 {.help = "memory of a request, instead of the recorded peaks", .max = kMostMemory})
          .field("input", &T::request, &RequestSpec::input, {.help = "data a request brings in", .max = kMostBytes})
          .field("output", &T::request, &RequestSpec::output, {.help = "data a response takes out", .max = kMostBytes})
          .field("disk", &T::request, &RequestSpec::disk, {.help = "/tmp a request needs", .max = kMostBytes})
          .field("failure_probability", &T::request, &RequestSpec::failureProbability,
                 {.help = "chance that an attempt fails by itself", .min = 0, .max = 1})
          .field("measured_at", &T::measuredAt, {.help = "where it was recorded, if the CPU share is to be scaled"});
  return fields;
}

const TaggedVariant<Workload>& Variants<Workload>::table() {
  static const TaggedVariant<Workload> kinds = TaggedVariant<Workload>("workload", "what is to be done")
                                                   .alternative<JobWorkload>("job")
                                                   .alternative<RequestsWorkload>("requests")
                                                   .alternative<CronWorkload>("cron")
                                                   .alternative<TraceWorkload>("trace");
  return kinds;
}

const FieldTable<MonthBlock>& Fields<MonthBlock>::table() {
  static const FieldTable<MonthBlock> fields =
      FieldTable<MonthBlock>("month", "the simulated month by which costs are compared")
          .field("length", &MonthBlock::length,
                 {.help = "length of the window", .min = 3.6e12, .max = 3.2e16}) // one hour … a year and some days
          .field("runs", &MonthBlock::runs, {.help = "runs of the job in it, evenly spread", .min = 1, .max = 1e6})
          .field("arrivals", &MonthBlock::arrivals, {.help = "when the job runs, instead of \"runs\""});
  return fields;
}

} // namespace coldframe
