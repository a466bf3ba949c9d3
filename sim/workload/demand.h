// What is asked of a platform during the simulated window: job runs that start at given instants, or a stream of
// requests.
#pragma once

#include "sim/workload/arrivals.h"
#include "sim/workload/work.h"

#include <variant>
#include <vector>

namespace coldframe {

struct JobDemand {
  JobSpec job;
  std::vector<SimTime> starts; // when map() is entered, in order; a single run has one, at 0
};

struct StreamDemand {
  RequestSpec request;
  ArrivalSpec arrivals;
};

using Demand = std::variant<JobDemand, StreamDemand>;

template <>
struct EnumNames<InputFrom> {
  static constexpr std::array<std::pair<InputFrom, std::string_view>, 2> names{
      {{InputFrom::Client, "client"}, {InputFrom::Internet, "internet"}}};
};

} // namespace coldframe
