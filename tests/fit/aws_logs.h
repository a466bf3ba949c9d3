// The seven per-request logs of AWS Lambda, 28 h each, spring 2020, as traces.
#pragma once

#include "sim/trace/trace_builder.h"
#include "tests/platform/faas_case.h"
#include "tests/support/data_locator.h"

#include <sstream>

namespace coldframe::test {

inline constexpr const char* kAwsLogs = "simfaas/aws_lambda_2020/traces_normalized.csv";

struct AwsLog {
  std::string name;
  Trace trace;
  std::uint64_t cold = 0;
  std::vector<std::int64_t> arrivals; // ns
  std::vector<Work> work;

  double rate() const { return static_cast<double>(arrivals.size()) / (static_cast<double>(arrivals.back()) / 1e9); }

  // Its arrivals and durations; the policy is the caller's.
  FaasCase replay() const {
    FaasCase test;
    test.stream.arrivals = Timestamps{std::make_shared<const std::vector<std::int64_t>>(arrivals)};
    test.stream.request.work.recorded = std::make_shared<const std::vector<Work>>(work);
    test.window(static_cast<double>(arrivals.back()) / 1e9 + 60);
    test.inputs.initial.warm = 1; // ten minutes of unrecorded calls went before
    return test;
  }
};

inline std::vector<AwsLog> readAwsLogs() {
  std::vector<AwsLog> logs;
  std::istringstream in(readText(dataDir() / kAwsLogs));
  std::string line;
  std::getline(in, line); // experiment,t_start_s,client_s,aws_duration_ms,billed_ms,max_mem_mb,cold,instance
  TraceBuilder builder;
  const auto close = [&] {
    if (!logs.empty())
      logs.back().trace = builder.build();
  };
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string experiment, start, client, duration, billed, memory, cold, instance;
    for (std::string* cell : {&experiment, &start, &client, &duration, &billed, &memory, &cold, &instance})
      std::getline(cells, *cell, ',');
    if (logs.empty() || logs.back().name != experiment) {
      close();
      logs.push_back({experiment, {}, 0, {}, {}});
    }
    AwsLog& log = logs.back();
    const Duration at = Duration::fromSeconds(std::stod(start));
    const Duration took = Duration::fromSeconds(std::stod(client));
    TraceRow row;
    row.set(Stamp::Submit, SimTime::atNanoseconds(at.ns()));
    row.set(Stamp::Start, SimTime::atNanoseconds(at.ns()));
    row.set(Stamp::End, SimTime::atNanoseconds(at.ns() + took.ns()));
    row.set(Count::Environment, std::stoll(instance));
    row.cold = cold == "1" ? Cold::Yes : Cold::No;
    builder.append(row);
    log.arrivals.push_back(at.ns());
    log.work.push_back({0, took.ns(), 0});
    log.cold += cold == "1" ? 1U : 0U;
  }
  close();
  return logs;
}

} // namespace coldframe::test
