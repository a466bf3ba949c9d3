// The client-side library whose overheads surround the platform: PyWren 0.4 (and 0.3), Lithops 3, or none. Dated data
// in scenarios/platforms/. Facts: how PyWren and Lithops call, poll and fetch — docs/models.md, "Executors".
#pragma once

#include "sim/json/field_table.h"
#include "sim/random/distribution.h"
#include "sim/units/data_size.h"
#include "sim/units/time.h"

#include <cstdint>
#include <string>

namespace coldframe {

// How the client learns that a call is done and gets its result.
enum class FetchOrder {
  Parallel,   // one thread a call, up to `fetchThreads`
  Sequential, // one call after another, in call order: wait for it, fetch it, go on
};

struct ExecutorProfile {
  std::string name = "none";
  // Before the first call.
  Distribution serialise;         // ns a job: pickle the function, the data, its modules
  Bytes functionBytes;            // uploaded once a job
  std::int64_t uploadsPerJob = 0; // object-store PUTs before the first call (function, data)
  // Calling.
  std::int64_t invokeThreads = 1;
  std::int64_t maxWorkers = 0; // calls it lets run at once on a function platform; 0: any number
  Duration invokeWork;         // the client's own work on a call, one call at a time whatever the threads
  Duration connectWork;        // more of it on the first call of each thread, which opens its connection
  Distribution invokeLatency;  // ns an invoke API call then takes, by its thread
  bool asynchronous = false;   // the platform's rules for asynchronous calls decide retries
  // In the worker.
  Distribution workerStart;     // ns start → the handler looks at its task (function download, imports)
  Distribution setupFresh;      // ns set-up on a new environment (runtime not cached)
  Distribution setupCached;     // ns set-up where the runtime is cached
  Distribution callOverhead;    // ns around the user's function in the worker (child process, reading arguments)
  Duration workQuantum;         // running time is rounded up to whole quanta (a loop that sleeps); 0: none
  Duration taskLimit;           // its own time limit on a task; 0: none
  Distribution finish;          // ns func_end → end in the worker
  Distribution statusUpload;    // ns from the end of a call until its status can be seen in the store
  std::int64_t getsPerCall = 0; // object-store requests by each call
  std::int64_t putsPerCall = 0;
  Bytes inlineLimit; // results below this travel with the status
  // At the client. A look for finished calls: LISTs one after another, then `pollPerKey` for each key they bring, then
  // the statuses of the calls that are new, by `fetchThreads` threads.
  bool looksWhileCalling = false; // the first look is one rest after the first call; else when the last call is made
  Duration pollInterval;          // rest from the end of one look to the next; 0: it is told at once
  Duration pollIdle;              // that rest where a look found nothing new; 0: the same
  Duration pollPerKey;            // the client's own work in a look, for each key: one a call, one more when it is done
  std::int64_t pollLists = 0;     // LIST requests a look for every 1,000 calls
  std::int64_t pollGets = 0;      // GET requests a look for each call still open
  FetchOrder fetchOrder = FetchOrder::Parallel;
  std::int64_t fetchThreads = 1;
  Distribution readStatus; // ns to read one status that a LIST showed to be there
  Duration fetchWork;      // the client's own work on a status or a result, one at a time whatever the threads
  Duration fetchInterval;  // a loop of its own fetches results, and rests so long where none is new; 0: there is none
  Distribution fetch;      // ns to fetch and unpack one result, beyond the line's time

  bool isNone() const { return name == "none"; }
};

template <>
struct EnumNames<FetchOrder> {
  static constexpr std::array<std::pair<FetchOrder, std::string_view>, 2> names{
      {{FetchOrder::Parallel, "parallel"}, {FetchOrder::Sequential, "sequential"}}};
};
template <>
struct Fields<ExecutorProfile> {
  static const FieldTable<ExecutorProfile>& table();
};

} // namespace coldframe
