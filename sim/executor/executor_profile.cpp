#include "sim/executor/executor_profile.h"

#include "sim/json/reader.h"
#include "sim/workload/distribution_codec.h"

namespace coldframe {

namespace {

FieldOptions time(std::string_view help) {
  FieldOptions options;
  options.help = help;
  options.of = ValueKind::Duration;
  return options;
}

FieldOptions count(std::string_view help, double least) {
  FieldOptions options;
  options.help = help;
  options.min = least;
  options.max = 1e6;
  return options;
}

} // namespace

const FieldTable<ExecutorProfile>& Fields<ExecutorProfile>::table() {
  using E = ExecutorProfile;
  static const FieldTable<E> fields =
      FieldTable<E>("executor", "the client-side library around the platform")
          .field("serialise", &E::serialise, time("a job: the function, its data and modules made into bytes"))
          .field("function_bytes", &E::functionBytes, {.help = "the function and its modules, uploaded once a job"})
          .field("uploads_per_job", &E::uploadsPerJob, count("object-store PUTs of a job before its first call", 0))
          .field("invoke_threads", &E::invokeThreads, count("client threads that call the platform", 1))
          .field("max_workers", &E::maxWorkers,
                 count("calls that the library lets run at once on functions; 0: any number", 0))
          .field("invoke_work", &E::invokeWork,
                 {.help = "the client's own work on a call, one call at a time whatever the threads"})
          .field("connect_work", &E::connectWork,
                 {.help = "more of it on the first call of each thread, which opens its connection"})
          .field("invoke_latency", &E::invokeLatency, time("an invoke call then keeps its thread so long"))
          .field("asynchronous", &E::asynchronous,
                 {.help = "whether the platform's rules for asynchronous calls decide about retries"})
          .field("worker_start", &E::workerStart, time("in the worker, before set-up: fetching the function, imports"))
          .field("setup_fresh", &E::setupFresh, time("set-up in a new environment: the runtime has to come"))
          .field("setup_cached", &E::setupCached, time("set-up where the runtime is cached"))
          .field("call_overhead", &E::callOverhead, time("around the user's function: child process, arguments"))
          .field("work_quantum", &E::workQuantum,
                 {.help = "running time is rounded up to whole quanta (a loop that rests); 0 s: it is not"})
          .field("task_limit", &E::taskLimit, {.help = "the library's own limit on a task; 0 s: none"})
          .field("finish", &E::finish, time("in the worker, from the function's end to the handler's"))
          .field("status_upload", &E::statusUpload, time("from a call's end until its status can be seen in the store"))
          .field("gets_per_call", &E::getsPerCall, count("object-store GETs by each call", 0))
          .field("puts_per_call", &E::putsPerCall, count("object-store PUTs by each call", 0))
          .field("inline_limit", &E::inlineLimit, {.help = "smaller results travel with the status"})
          .field(
              "looks_while_calling", &E::looksWhileCalling,
              {.help = "the first look for finished calls is one rest after the first call, not when the last is made"})
          .field("poll_interval", &E::pollInterval,
                 {.help = "the rest from one look for finished calls to the next; 0 s: the client is told at once"})
          .field("poll_idle", &E::pollIdle, {.help = "that rest where a look found nothing new; 0 s: the same"})
          .field("poll_per_key", &E::pollPerKey,
                 {.help = "the client's own work in a look, for each key: one a call, one more when it is done"})
          .field("poll_lists", &E::pollLists, count("LISTs a look makes for every 1,000 calls", 0))
          .field("poll_gets", &E::pollGets, count("GETs a look makes for each call it looks for", 0))
          .field("fetch_order", &E::fetchOrder, {.help = "results fetched side by side, or one call after another"})
          .field("fetch_threads", &E::fetchThreads, count("client threads that fetch results", 1))
          .field("read_status", &E::readStatus, time("reading one status that a LIST showed to be there"))
          .field("fetch_work", &E::fetchWork,
                 {.help = "the client's own work on a status or a result, one at a time whatever the threads"})
          .field("fetch_interval", &E::fetchInterval,
                 {.help = "a loop of its own fetches results, and rests so long where none is new; 0 s: there is none"})
          .field("fetch", &E::fetch, time("fetching and unpacking one result, beyond the time on the line"))
          .check([](const E& profile, Reader& reader, const JsonNode& node) {
            if (profile.pollInterval.ns() == 0 && (profile.pollLists > 0 || profile.pollGets > 0))
              reader.wrongAbout(node, "looks that cost requests need a poll_interval", "a \"poll_interval\" above 0 s");
            if (profile.pollInterval.ns() > 0 && profile.pollInterval < Duration::milliseconds(10))
              reader.wrongAbout(node, "the poll_interval is too short to be simulated", "at least 10 ms");
          });
  return fields;
}

} // namespace coldframe
