// The seven AWS Lambda runs of 2020 (per-request client logs of 28 h each): measured arrivals and durations (as the
// client saw them, the time an environment is taken) replayed under the keep-alive policy "aws-2020-04" as it stands in
// docs/models.md: 640 s idle, retired at 2 h, random reuse, first call warm. Predicted against observed cold starts.
// Nothing here is fitted on these runs by this project.
#include "tests/platform/faas_case.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

using namespace coldframe;
using namespace coldframe::test;

namespace {

struct Log {
  std::vector<std::int64_t> arrivals; // ns
  std::vector<Work> work;
  std::uint64_t cold = 0;
  double rate() const { return static_cast<double>(arrivals.size()) / (static_cast<double>(arrivals.back()) / 1e9); }
};

std::map<std::string, Log> readLogs(const std::filesystem::path& file) {
  std::map<std::string, Log> logs;
  std::ifstream in(file);
  std::string line;
  std::getline(in, line); // experiment,t_start_s,client_s,aws_duration_ms,billed_ms,max_mem_mb,cold,instance
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string experiment, start, client, duration, billed, memory, cold;
    for (std::string* cell : {&experiment, &start, &client, &duration, &billed, &memory, &cold})
      std::getline(cells, *cell, ',');
    Log& log = logs[experiment];
    log.arrivals.push_back(Duration::fromSeconds(std::stod(start)).ns());
    log.work.push_back({0, Duration::fromSeconds(std::stod(client)).ns(), 0});
    log.cold += cold == "1" ? 1U : 0U;
  }
  return logs;
}

FaasCase replayOf(const Log& log) {
  FaasCase test;
  test.stream.arrivals = Timestamps{std::make_shared<const std::vector<std::int64_t>>(log.arrivals)};
  test.stream.request.work.recorded = std::make_shared<const std::vector<Work>>(log.work);
  test.window(static_cast<double>(log.arrivals.back()) / 1e9 + 60);
  test.keepFor(640);
  test.model.maxAge = Duration::hours(2);
  test.model.reuse = ReuseOrder::Random;
  test.inputs.initial.warm = 1; // ten minutes of unrecorded calls went before
  return test;
}

} // namespace

TEST(AwsLogs2020, PredictedColdStartsAreWithinTheBar) {
  const char* const file = "simfaas/aws_lambda_2020/traces_normalized.csv";
  if (const std::string why = whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const auto logs = readLogs(dataDir() / file);
  ASSERT_EQ(logs.size(), 7U);
  double slowSum = 0;
  double sum = 0;
  int slow = 0;
  for (const auto& [name, log] : logs) {
    FaasCase test = replayOf(log);
    const RunningMoments predicted =
        test.over(200, [](const RunOutput& run) { return static_cast<double>(run.metrics.counts.cold); });
    const auto observed = static_cast<double>(log.cold);
    const double error = std::fabs(predicted.mean() - observed) / observed;
    std::printf("%-14s rate %.4f /s  observed %3.0f  predicted %6.2f  error %5.1f %%\n", name.c_str(), log.rate(),
                observed, predicted.mean(), 100 * error);
    sum += error;
    if (log.rate() < 0.01) {
      slowSum += error;
      ++slow;
    }
  }
  std::printf("mean error: %.1f %% under 0.01 /s, %.1f %% over all\n", 100 * slowSum / slow, 100 * sum / 7);
  EXPECT_LE(slowSum / slow, 0.05);
  EXPECT_LE(sum / 7, 0.10);
}
