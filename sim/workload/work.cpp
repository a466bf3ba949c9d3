#include "sim/workload/work.h"

#include "sim/units/time.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::int64_t kLongestPartNs = kEndOfTimeNs / 4; // CPU, I/O and what surrounds them still have a sum

KeyedGenerator itemSource(Seed seed, std::int64_t item, std::uint64_t run) {
  return KeyedGenerator(seed, Cause::Item, static_cast<std::uint64_t>(item), run);
}

void add(TaskWork& sum, const Work& work) {
  sum.cpuNs = std::min(sum.cpuNs + work.cpuNs, kLongestPartNs);
  sum.ioNs = std::min(sum.ioNs + work.ioNs, kLongestPartNs);
  sum.largestItemBytes = std::max(sum.largestItemBytes, work.memoryBytes);
}

} // namespace

Work itemWork(const JobSpec& job, Seed seed, std::int64_t item, std::uint64_t run) {
  if (job.item.recorded && static_cast<std::size_t>(item) < job.item.recorded->size())
    return (*job.item.recorded)[static_cast<std::size_t>(item)];
  KeyedGenerator source = itemSource(seed, item, run);
  return job.item.draw(source);
}

TaskWork taskWork(const JobSpec& job, Seed seed, std::int64_t task, std::uint64_t run) {
  TaskWork sum;
  const std::int64_t first = task * job.batch;
  const std::int64_t count = job.itemsOf(task);
  if (job.item.recorded) {
    for (std::int64_t i = 0; i < count; ++i)
      add(sum, itemWork(job, seed, first + i, run));
    return sum;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    // In the loop itself: what the keys of all items have in common is then mixed once.
    KeyedGenerator source = itemSource(seed, first + i, run);
    add(sum, job.item.draw(source));
  }
  return sum;
}

Memory taskMemory(const JobSpec& job, const TaskWork& work, std::int64_t task) {
  return job.baseMemory + Memory::bytes(work.largestItemBytes + job.inputPerItem.count() * job.itemsOf(task));
}

} // namespace coldframe
