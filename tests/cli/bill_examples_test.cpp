// Every shipped usage document against the total that was printed for it, as a user prices it: `bill NAME --prices
// BOOK`. Where the printed total is wrong or rounded otherwise, the line says so.
#include "tests/cli/cli_harness.h"

#include <set>
#include <string>
#include <vector>

namespace coldframe::cli {
namespace {

struct Example {
  std::string usage;
  std::string book;
  bool freeGrant = false;
  std::string total; // as an invoice prints it, USD
};

const std::vector<Example> kExamples{
    {"lambda-page-2018-a", "aws-us-east-1@2018-10", true, "18.74"},
    {"mobile-backend", "aws-us-east-1@2026-09", true, "2.73"},
    {"telemetry", "aws-us-east-1@2026-09", false, "249.49"},
    {"support-tickets", "aws-us-east-1@2026-09", true, "106.41"},
    {"provisioned-launch", "aws-us-east-1@2026-09", true, "19.96"},
    {"lambda-logs", "aws-us-east-1@2026-09", false, "12500.00"},
    {"trek10-hits", "aws-us-east-1@2017-05", false, "0.31"},
    {"trek10-hourly-job", "aws-us-east-1@2017-05", true, "0.00"},
    {"calculator-2017", "aws-us-east-1@2017-11", false, "33.54"},
    {"scraped-pages", "aws-us-east-1@2017-11", true, "0.00"},
    {"scraped-pages", "aws-us-east-1@2017-11", false, "1.23"},
    {"load-balancer", "aws-us-east-1@2026-09", false, "24.43"},
    {"burstable-unlimited", "aws-us-east-1@2026-09", false, "103.37"},
    {"azure-executions", "azure-consumption@2024-07", false, "14.73"},
    {"snapstart", "aws-us-east-1@2026-09", false, "263.92"},
    {"nat-gateway", "aws-us-east-1@2026-09", false, "37.35"},
    // 0.40 for the invocations, 0.231 for the time: memory 0.03125 and CPU 0.20.
    {"gcf-calls", "gcf-gen1@2018-07", false, "0.63"},
    {"data-out", "aws-us-east-1@2026-09", false, "4809.20"},
    // Printed: 1,153.30, with twice the requests; see docs/validation.md.
    {"kafka-events", "aws-us-east-1@2026-09", false, "1154.00"},
    {"kafka-events", "aws-us-east-1@2026-09", true, "1147.14"},
    {"azure-premium", "azure-premium@2024-07", false, "157.72"},
    {"burstable-day-plan", "aws-us-east-1@2026-09", false, "0.25"},
    {"cyber-monday", "aws-us-east-1@2026-09", false, "32.26"},
    {"durable-approval", "aws-us-east-1@2026-09", true, "490.46"},
    {"microvm-bursts", "aws-us-east-1@2026-09", false, "1124.03"},
    {"edge-functions", "aws-us-east-1@2026-09", false, "6.63"},
    {"queue-pollers", "aws-us-east-1@2026-09", false, "580.00"},
    {"kafka-pollers", "aws-us-east-1@2026-09", false, "1193.20"},
    // Printed as 1,241.22, which is the exact sum; lines rounded one by one make a cent less.
    {"microvm-sandboxes", "aws-us-east-1@2026-09", false, "1241.21"},
    // Printed as 368.74: the page rounds 0.000166667 USD/GB up to 0.000167.
    {"tenant-isolation", "aws-us-east-1@2026-09", false, "368.66"},
    // 390.92 + 58.64 + 2.00
    {"managed-instances", "aws-us-east-1@2026-09", false, "451.56"},
    {"lambda-x86-tiers", "aws-us-east-1@2022-08", false, "857203.30"},
    {"lambda-page-2018-b", "aws-us-east-1@2018-10", true, "11.63"},
    {"lambda-page-2018-c", "aws-us-east-1@2018-10", true, "69.96"},
    // Printed as 160.36: the page rounds 0.1632 × 0.28 USD/h up to 0.0457.
    {"managed-instances-savings", "aws-us-east-1@2026-09", false, "160.35"},
    {"rest-api", "aws-us-east-1@2026-09", false, "18.79"},
    {"http-api", "aws-us-east-1@2026-09", false, "216.00"},
    {"rest-api-tiers", "aws-us-east-1@2026-09", false, "49763.10"},
    // 100,000.50 + 135,001.13 + 597,356.53
    {"lambda-arm-tiers", "aws-us-east-1@2022-08", false, "832358.16"},
    {"chat-websocket", "aws-us-east-1@2026-09", false, "20.40"},
    {"fargate-daily", "aws-us-east-1@2026-09", false, "1.23"},
    {"fargate-hourly", "aws-us-east-1@2026-09", false, "4.37"},
    {"balancer-small", "aws-us-east-1@2026-09", false, "22.42"},
    {"balancer-rules", "aws-us-east-1@2026-09", false, "131.40"},
    {"nat-small-team", "aws-us-east-1@2026-09", false, "55.35"},
    {"nat-three-zones", "aws-us-east-1@2026-09", false, "190.71"},
    {"nat-high-throughput", "aws-us-east-1@2026-09", false, "1020.15"},
    {"nat-thirty-days", "aws-us-east-1@2026-09", false, "36.90"},
    // 0.00067 before cents
    {"remotion-render", "aws-us-east-1@2026-09", false, "0.00"},
    {"workflow-transitions", "aws-us-east-1@2026-09", false, "12.50"},
    {"event-bus", "aws-us-east-1@2026-09", false, "50.00"},
    {"gcf-simple", "gcf-gen1@2018-07", true, "7.20"},
    {"gcf-medium", "gcf-gen1@2018-07", true, "159.84"},
    {"azure-page", "azure-consumption@2024-07", true, "18.00"},
    // Printed as 45.09: the free grants of CPU and memory stand in each other's place there.
    {"cloud-run-service", "cloud-run@2024-12", true, "48.96"},
    {"black-scholes-workers", "aws-us-east-1@2017-05", false, "21.60"},
    {"black-scholes-workers", "aws-us-east-1@2017-05", true, "14.94"},
    {"streaming-past-the-grant", "aws-us-east-1@2026-09", true, "39.04"},
    {"provisioned-arm", "aws-us-east-1@2026-09", false, "45.61"},
    {"express-short", "aws-us-east-1@2026-09", false, "0.12"},
    {"express-two-tiers", "aws-us-east-1@2026-09", false, "73.34"},
    {"express-three-tiers", "aws-us-east-1@2026-09", false, "685.23"},
    {"disks-of-every-kind", "aws-us-east-1@2026-09", false, "60.50"},
    // Its page takes 0.06 USD for a MB/s where the price list has 0.04: 0.38 in place of 0.25.
    {"disk-half-a-day", "aws-us-east-1@2026-09", false, "3.50"},
    {"disk-fast", "aws-us-east-1@2026-09", false, "58.00"},
    {"http-and-websocket-tiers", "aws-us-east-1@2026-09", false, "2332.50"},
    {"gateway-cache-large", "aws-us-east-1@2026-09", false, "2774.00"},
    {"event-bus-archive", "aws-us-east-1@2026-09", false, "17.70"},
    {"logs-of-four", "aws-us-east-1@2026-09", false, "2065.00"},
    {"data-within-and-between", "aws-us-east-1@2026-09", false, "37.00"},
    {"data-tokyo", "aws-ap-northeast-1@2026-09", false, "13972.30"},
    {"fargate-month", "aws-us-east-1@2026-09", false, "72.08"},
    // Printed as 16.42 + 6.00: 16.425 rounded down.
    {"network-balancer", "aws-us-east-1@2026-09", false, "22.43"},
    {"balancer-by-data", "aws-us-east-1@2026-09", false, "22.42"},
    {"store-ten-terabytes", "aws-us-east-1@2026-09", false, "230.05"},
    {"queues", "aws-us-east-1@2026-09", false, "1.30"},
    {"notifications", "aws-us-east-1@2026-09", true, "0.50"},
    {"burstable-group", "aws-us-east-1@2026-09", false, "191.47"},
    {"reserved-four-ways", "aws-us-east-1@2026-09", false, "69.13"},
    {"older-machines", "aws-us-east-1@2022-08", false, "592.32"},
    {"gcf-ten-million", "gcf-gen1@2018-07", false, "29.88"},
    {"cloud-run-tier2-requests", "cloud-run-tier2@2024-12", false, "63.83"},
    {"cloud-run-tier2-always", "cloud-run-instances-tier2@2024-12", false, "29.96"},
    {"azure-shortest", "azure-consumption@2024-07", false, "1.20"},
    {"azure-largest", "azure-consumption@2024-07", true, "66.00"},
    {"azure-premium-two", "azure-premium@2024-07", false, "630.87"},
    {"edge-by-50-ms", "aws-us-east-1@2020-12", false, "9.13"},
};

TEST(BillExamples, ComeToTheTotalsThatWerePrinted) {
  for (const Example& example : kExamples) {
    std::vector<std::string> words{"bill", example.usage, "--prices", example.book, "--format", "json"};
    if (example.freeGrant)
      words.emplace_back("--free-grant");
    const CliResult result = coldframe(words);
    ASSERT_EQ(result.code, 0) << example.usage << result.err;
    const JsonNode root = result.json();
    EXPECT_EQ(at(root, "/bills/0/invoice_total_usd").asString(), example.total) << example.usage;
    EXPECT_EQ(at(root, "/bills/0/unpriced").size(), 0u) << example.usage;
    EXPECT_EQ(at(root, "/bills/0/warnings").size(), 0u) << example.usage;
  }
}

TEST(BillExamples, AreAllOfThoseThatAreShipped) {
  std::set<std::string> priced;
  for (const Example& example : kExamples)
    priced.insert(example.usage);
  std::set<std::string> shipped;
  const JsonNode root = coldframe({"prices", "examples", "--format", "json"}).json();
  const JsonNode& list = at(root, "/examples");
  for (std::size_t i = 0; i < list.size(); ++i)
    shipped.insert(at(list.at(i), "/name").asString());
  EXPECT_EQ(priced, shipped);
}

} // namespace
} // namespace coldframe::cli
