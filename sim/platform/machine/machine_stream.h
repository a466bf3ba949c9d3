// A stream of requests on machines whose CPU is never shared (slots ≤ capacity): the fast way. With one FIFO queue and
// nobody who can change a call once it is given a slot, the fate of a request is known when it arrives (the recursion
// of Kiefer & Wolfowitz 1955 for G/G/c): it starts when it comes or when the slot that is free first is, unless it is
// turned away or would lose its patience before. So a call costs one arrival and one entry in the queue of busy slots.
#pragma once

#include "sim/engine/event_queue.h"
#include "sim/platform/machine/machine_record.h"
#include "sim/platform/machine/request_source.h"

namespace coldframe {

class MachineStream {
public:
  static bool serves(const MachineModel& machine, const RunInputs& inputs);

  MachineStream(const MachineModel& machine, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                const RunContext& context);
  RunOutput run();

private:
  bool lookAround(std::int64_t now);
  void cutDays(std::int64_t now);
  void arrive(const ArrivingRequest& request);
  void serve(const ArrivingRequest& request, std::int64_t start, std::uint32_t slot);
  bool losesPatience(const ArrivingRequest& request, std::int64_t start);
  std::int64_t waitingAt(std::int64_t now);
  void waitsUntil(std::int64_t end);
  void record(const ArrivingRequest& request, std::int64_t start, std::int64_t end, std::uint32_t slot,
              CallOutcome outcome);

  const MachineModel& m_machine;
  const RunInputs& m_inputs;
  const StreamDemand& m_demand;
  Seed m_seed;
  std::uint64_t m_platform;
  TraceBuilder* m_trace;
  const RunContext& m_context;
  std::int64_t m_windowNs;
  std::size_t m_slots; // of all machines

  MachineRecord m_record;
  RequestSource m_source;
  Generator m_doorSource;
  EventQueue m_busy;                      // when each busy slot is free again; its payload is the slot
  std::vector<std::uint32_t> m_freeSlots; // the next on top
  std::vector<std::int64_t> m_waitEnds;   // min-heap; kept where the queue has a limit
};

} // namespace coldframe
