#include "sim/platform/faas/faas_profile.h"

#include "sim/json/reader.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

const FieldTable<MemoryRange>& Fields<MemoryRange>::table() {
  static const FieldTable<MemoryRange> fields =
      FieldTable<MemoryRange>("memory_range", "the memory sizes on offer")
          .field("least", &MemoryRange::least, {.help = "the smallest size", .min = 1048576})
          .field("most", &MemoryRange::most, {.help = "the largest size", .min = 1048576})
          .field("step", &MemoryRange::step, {.help = "sizes are the smallest plus whole steps", .min = 1048576});
  return fields;
}

const FieldTable<CpuLaw>& Fields<CpuLaw>::table() {
  static const FieldTable<CpuLaw> fields =
      FieldTable<CpuLaw>("cpu_law", "how much CPU a memory size brings")
          .field("per_vcpu", &CpuLaw::perVcpu, {.help = "memory that brings one whole vCPU", .min = 1048576})
          .field("max_vcpus", &CpuLaw::maxVcpus, {.help = "vCPUs at the largest size", .min = 0, .aboveMin = true})
          .field("speed", &CpuLaw::speed,
                 {.help = "speed of one whole vCPU against the reference vCPU", .min = 0, .aboveMin = true});
  return fields;
}

const FieldTable<ScalingRule>& Fields<ScalingRule>::table() {
  static const FieldTable<ScalingRule> fields =
      FieldTable<ScalingRule>("scaling_rule", "how fast new environments may be made: a token bucket")
          .field("burst", &ScalingRule::burst, {.help = "new environments at once; -1: no limit", .min = -1})
          .field("refill", &ScalingRule::refill, {.help = "further ones", .min = 0});
  return fields;
}

const FieldTable<FirstRunPoint>& Fields<FirstRunPoint>::table() {
  static const FieldTable<FirstRunPoint> fields =
      FieldTable<FirstRunPoint>("first_run_point", "what the first handler run costs more at a memory size")
          .field("memory", &FirstRunPoint::memory, {.help = "memory size", .required = true, .min = 1048576})
          .field("extra", &FirstRunPoint::extra, {.help = "extra time of the first run", .required = true, .min = 0});
  return fields;
}

const FieldTable<RuntimeProfile>& Fields<RuntimeProfile>::table() {
  static const FieldTable<RuntimeProfile> fields =
      FieldTable<RuntimeProfile>("runtime", "the INIT of a language runtime")
          .field("init_zip", &RuntimeProfile::initZip,
                 {.help = "INIT of a hello-world zip package", .required = true, .of = ValueKind::Duration})
          .field("init_image", &RuntimeProfile::initImage,
                 {.help = "INIT of a hello-world container image", .of = ValueKind::Duration})
          .field("first_run", &RuntimeProfile::firstRun, {.help = "the slower first handler run, by memory"})
          .field("first_run_factor", &RuntimeProfile::firstRunFactor,
                 {.help = "factor on the CPU part of the first run, beside the extra", .min = 0, .aboveMin = true})
          .field("first_run_io_factor", &RuntimeProfile::firstRunIoFactor,
                 {.help = "factor on the I/O part of the first run", .min = 0, .aboveMin = true});
  return fields;
}

const FieldTable<PayloadLimits>& Fields<PayloadLimits>::table() {
  static const FieldTable<PayloadLimits> fields =
      FieldTable<PayloadLimits>("payload_limits", "how much a call may carry")
          .field("sync_in", &PayloadLimits::syncIn, {.help = "request of a synchronous call", .min = 0})
          .field("sync_out", &PayloadLimits::syncOut, {.help = "response of a synchronous call", .min = 0})
          .field("async_in", &PayloadLimits::asyncIn, {.help = "event of an asynchronous call", .min = 0});
  return fields;
}

const FieldTable<SyncRules>& Fields<SyncRules>::table() {
  static const FieldTable<SyncRules> fields =
      FieldTable<SyncRules>("sync_rules", "what the caller's SDK does about a throttle")
          .field("attempts", &SyncRules::attempts, {.help = "tries, the first included", .min = 1, .max = 1000})
          .field("backoff_first", &SyncRules::backoffFirst, {.help = "longest wait before the second try", .min = 0})
          .field("backoff_most", &SyncRules::backoffMost, {.help = "longest wait, doubling up to here", .min = 0});
  return fields;
}

const FieldTable<AsyncRules>& Fields<AsyncRules>::table() {
  static const FieldTable<AsyncRules> fields =
      FieldTable<AsyncRules>("async_rules", "what the platform does about a failed or throttled event")
          .field("error_retries", &AsyncRules::errorRetries, {.help = "further tries after an error", .min = 0})
          .field("error_delays", &AsyncRules::errorDelays, {.help = "wait before each of them", .min = 0})
          .field("backoff_first", &AsyncRules::backoffFirst, {.help = "wait after the first throttle", .min = 1e6})
          .field("backoff_most", &AsyncRules::backoffMost, {.help = "longest wait, doubling up to here", .min = 1e6})
          .field("event_age", &AsyncRules::eventAge, {.help = "an event older than this is dropped", .min = 0})
          .field("duplicate_share", &AsyncRules::duplicateShare,
                 {.help = "share of events delivered twice", .min = 0, .max = 1});
  return fields;
}

const FieldTable<QueueRules>& Fields<QueueRules>::table() {
  static const FieldTable<QueueRules> fields =
      FieldTable<QueueRules>("queue_rules", "how a queue poller feeds a function")
          .field("start_concurrency", &QueueRules::startConcurrency, {.help = "messages in flight at first", .min = 1})
          .field("ramp", &QueueRules::ramp, {.help = "more of them while there is a backlog", .min = 0})
          .field("max_concurrency", &QueueRules::maxConcurrency, {.help = "at most", .min = 1})
          .field("poll_delay", &QueueRules::pollDelay,
                 {.help = "from a message's arrival to the poller's hand", .of = ValueKind::Duration})
          .field("max_receives", &QueueRules::maxReceives, {.help = "tries before the dead-letter queue", .min = 1})
          .field("visibility_factor", &QueueRules::visibilityFactor,
                 {.help = "a failed message reappears after this times the function's timeout", .min = 0});
  return fields;
}

const FieldTable<FaasProfile>& Fields<FaasProfile>::table() {
  static const FieldTable<FaasProfile> fields =
      FieldTable<FaasProfile>("faas_profile", "a dated function platform")
          .field("provider", &FaasProfile::provider, {.help = "the price book's name for it"})
          .field("date", &FaasProfile::date, {.help = "year and month from which it holds"})
          .field("memory", &FaasProfile::memory, {.help = "memory sizes on offer"})
          .field("cpu", &FaasProfile::cpu, {.help = "CPU by memory"})
          .field("max_timeout", &FaasProfile::maxTimeout, {.help = "longest a call may run", .min = 1e9})
          .field("tmp_least", &FaasProfile::tmpLeast, {.help = "/tmp that comes with every environment", .min = 0})
          .field("tmp_most", &FaasProfile::tmpMost, {.help = "/tmp at most", .min = 0})
          .field("payload", &FaasProfile::payload, {.help = "payload limits"})
          .field("allocation", &FaasProfile::allocation,
                 {.help = "making an environment, before INIT", .of = ValueKind::Duration})
          .field("download_per_mb", &FaasProfile::downloadPerMb, {.help = "code download a zipped MB", .min = 0})
          .field("runtimes", &FaasProfile::runtimes, {.help = "INIT by language runtime"})
          .field("init_limit", &FaasProfile::initLimit,
                 {.help = "INIT is stopped here and run again in the first call", .min = 0})
          .field("keep_alive", &FaasProfile::keepAlive, {.help = "how long an idle environment lives"})
          .field("max_age", &FaasProfile::maxAge, {.help = "an environment is retired at this age", .min = 0})
          .field("reuse", &FaasProfile::reuse, {.help = "which idle environment takes a call"})
          .field("eager_assignment", &FaasProfile::eagerAssignment,
                 {.help = "a call that waits for a new environment takes one that is freed meanwhile"})
          .field("warm_start", &FaasProfile::warmStart,
                 {.help = "from acceptance to the handler on a warm environment", .of = ValueKind::Duration})
          .field("noise", &FaasProfile::noise,
                 {.help = "factor on the CPU part of each attempt", .of = ValueKind::Number})
          .field("straggler_share", &FaasProfile::stragglerShare,
                 {.help = "share of slow attempts", .min = 0, .max = 1})
          .field("straggler_factor", &FaasProfile::stragglerFactor,
                 {.help = "how much slower they are", .of = ValueKind::Number})
          .field("concurrency", &FaasProfile::concurrency, {.help = "account limit on environments at work", .min = 1})
          .field("unreserved", &FaasProfile::unreserved,
                 {.help = "of these, how many no function may reserve for itself", .min = 0})
          .field("scaling", &FaasProfile::scaling, {.help = "how fast new environments may be made"})
          .field("requests_per_concurrency", &FaasProfile::requestsPerConcurrency,
                 {.help = "synchronous requests a second for each unit of concurrency", .min = 0, .aboveMin = true})
          .field("provisioned_offered", &FaasProfile::provisionedOffered,
                 {.help = "provisioned concurrency can be bought"})
          .field("provisioned_delay", &FaasProfile::provisionedDelay,
                 {.help = "until provisioned environments are ready", .of = ValueKind::Duration})
          .field("sync", &FaasProfile::sync, {.help = "synchronous invocation"})
          .field("async", &FaasProfile::async, {.help = "asynchronous invocation"})
          .field("queue", &FaasProfile::queue, {.help = "invocation by a queue poller"})
          .field("object_store", &FaasProfile::objectStore, {.help = "the object store beside it"});
  return fields;
}

} // namespace coldframe
