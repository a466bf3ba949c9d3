// The work of an item or a request: a CPU part, which a faster or larger machine shortens, and an I/O part, which it
// does not. CPU time is counted on the reference vCPU: one whole vCPU of AWS Lambda (1,769 MB) has speed 1.
#pragma once

#include "sim/random/distribution.h"
#include "sim/units/data_size.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace coldframe {

struct Work {
  std::int64_t cpuNs = 0;
  std::int64_t ioNs = 0;
  std::int64_t memoryBytes = 0; // what it needs beyond the base memory
};

struct WorkSpec {
  Distribution cpu;            // ns on the reference vCPU
  Distribution io;             // ns
  Distribution memory;         // bytes
  double parallelFraction = 0; // share of the CPU part that several vCPUs can share (Amdahl), 0 … 1
  // A recorded load: the i-th item or arrival is exactly this; those beyond its end are drawn from the laws.
  std::shared_ptr<const std::vector<Work>> recorded;

  // One draw; always in the order cpu, io, memory.
  template <class Source>
  Work draw(Source& source) const {
    Work work;
    work.cpuNs = cpu.sample(source);
    work.ioNs = io.sample(source);
    work.memoryBytes = memory.sample(source);
    return work;
  }
};

// Where the input of a job's items is before the job: with the user, who has to upload it for a remote platform, or on
// the internet, from where a worker fetches it in the item's I/O part (the user's own machine over its downlink).
enum class InputFrom { Client, Internet };

// Items fanned out as tasks of `batch` items each (the last may be smaller): one map stage with a barrier at its end.
struct JobSpec {
  std::int64_t items = 1;
  std::int64_t batch = 1;
  WorkSpec item;
  Memory baseMemory;  // runtime and libraries
  Bytes inputPerItem; // data each item brings in
  InputFrom inputFrom = InputFrom::Client;
  Bytes outputPerItem;           // data each item leaves
  Bytes disk;                    // /tmp a task needs
  double failureProbability = 0; // chance that an attempt of a task fails by itself

  std::int64_t tasks() const { return (items + batch - 1) / batch; }
  std::int64_t itemsOf(std::int64_t task) const {
    const std::int64_t first = task * batch;
    return first + batch <= items ? batch : items - first;
  }
};

// One request of a stream.
struct RequestSpec {
  WorkSpec work;
  Memory baseMemory;
  Bytes input;
  Bytes output;
  Bytes disk;
  double failureProbability = 0;
};

// The work of a task of a job: the sum over its items, recorded or drawn. The draws belong to the items: keyed by
// (seed, replication, item, run of the month), so they are the same in every batch size and on every platform.
struct TaskWork {
  std::int64_t cpuNs = 0;
  std::int64_t ioNs = 0;
  std::int64_t largestItemBytes = 0;
};
Work itemWork(const JobSpec& job, Seed seed, std::int64_t item, std::uint64_t run);
TaskWork taskWork(const JobSpec& job, Seed seed, std::int64_t task, std::uint64_t run);
// Task memory = base + largest item + inputs held.
Memory taskMemory(const JobSpec& job, const TaskWork& work, std::int64_t task);

} // namespace coldframe
