// One call on machines: waiting in the queue or running on a slot. Kept in a slab, so that memory grows with
// concurrency and not with calls.
#pragma once

#include "sim/trace/trace.h"
#include "sim/workload/work.h"

#include <cstdint>
#include <vector>

namespace coldframe {

enum class TaskState : std::uint8_t {
  Free,
  Waiting,
  Running,
  Gone, // it gave up or has ended, but the queue or an event still points to it
};

struct MachineTask {
  std::int64_t submit = 0;  // ns: made by the client
  std::int64_t invoke = 0;  // ns: in the platform's hands
  std::int64_t start = 0;   // ns: it has a slot
  std::int64_t setup = 0;   // ns: start → set-up done
  std::int64_t before = 0;  // ns: start → the user's function begins
  std::int64_t funcEnd = 0; // ns: the user's function ends
  double cpuShare = 0;      // vCPUs it keeps busy on average, where CPU is not shared
  std::uint64_t call = 0;
  Work work;              // of a request; of a task the sum of its items, with its memory
  std::int64_t cpuNs = 0; // CPU part on one vCPU of its machine
  double cpuFactor = 1;   // its machine's ns ÷ ns on the reference vCPU
  std::int64_t items = 1;
  std::int64_t nextItem = 0;
  std::int64_t task = -1; // of a job
  std::uint32_t jobRun = 0;
  std::uint32_t attempt = 0; // 0: the first
  std::uint32_t pool = 0;
  std::uint32_t machine = 0;
  std::uint32_t worker = 0; // slot of the machine, in traces
  CallOutcome outcome = CallOutcome::Ok;
  bool fresh = false;     // first task on its machine
  bool writes = false;    // it has passed the store's limits, or has nothing to write
  bool mayGiveUp = false; // an event will come when its patience ends
  TaskState state = TaskState::Waiting;
};

class MachineTaskSlab {
public:
  std::uint32_t make() {
    if (!m_free.empty()) {
      const std::uint32_t slot = m_free.back();
      m_free.pop_back();
      m_tasks[slot] = MachineTask{};
      return slot;
    }
    m_tasks.emplace_back();
    return static_cast<std::uint32_t>(m_tasks.size() - 1);
  }
  void release(std::uint32_t slot) {
    m_tasks[slot].state = TaskState::Free;
    m_free.push_back(slot);
  }
  MachineTask& operator[](std::uint32_t slot) { return m_tasks[slot]; }

  const std::vector<MachineTask>& all() const { return m_tasks; }

private:
  std::vector<MachineTask> m_tasks;
  std::vector<std::uint32_t> m_free;
};

} // namespace coldframe
