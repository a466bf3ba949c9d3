#include "sim/result/trace_cost.h"

#include "sim/price/book_rules.h"
#include "sim/usage/meter.h"

#include <map>
#include <utility>

namespace coldframe {

namespace {

// The calls that were billed: memory and time of each, 0 where it was not.
struct BilledCalls {
  std::vector<double> byteMs;
  std::vector<bool> request;
  double byteMsSum = 0;
  std::int64_t requests = 0;
  Usage usage;
  bool anyCold = false;
  bool recorded = false;
};

std::optional<std::int64_t> memoryOf(const Trace& trace, std::size_t row, const FunctionKey& function) {
  if (const auto memory = trace.count(Count::Memory, row))
    return memory;
  return function.memory.inBytes() > 0 ? std::optional(function.memory.inBytes()) : std::nullopt;
}

BilledCalls collect(const Trace& trace, const TraceCostOptions& options, const BillingClock& clock) {
  const FunctionKey& function = options.function;
  BilledCalls calls;
  calls.byteMs.resize(trace.rows());
  calls.request.resize(trace.rows());
  calls.recorded = options.recordedTime && trace.has(Count::Billed);
  std::map<std::int64_t, FunctionMeter> meters;
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> recorded; // memory → requests, ms
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto memory = memoryOf(trace, row, function);
    const auto duration = trace.duration(row);
    const auto billed = calls.recorded ? trace.count(Count::Billed, row) : std::nullopt;
    if (!memory || (!billed && (!duration || duration->ns() < 0)))
      continue;
    const std::int64_t ms = billed ? *billed / 1'000'000 : clock.billedMs(*duration + options.overhead, Duration());
    if (billed) {
      auto& [requests, sum] = recorded[*memory];
      ++requests;
      sum += ms;
    } else {
      meters[*memory].addWarm(*duration + options.overhead);
      calls.anyCold = calls.anyCold || trace.cold(row) == Cold::Yes;
    }
    calls.byteMs[row] = static_cast<double>(*memory) * static_cast<double>(ms);
    calls.byteMsSum += calls.byteMs[row];
    calls.request[row] = true;
    ++calls.requests;
  }
  FunctionKey key = function;
  for (const auto& [memory, meter] : meters) {
    key.memory = Memory::bytes(memory);
    meter.addTo(calls.usage, key);
  }
  for (const auto& [memory, sums] : recorded) {
    key.memory = Memory::bytes(memory);
    FunctionUsage& usage = calls.usage.function(key);
    usage.requests += sums.first;
    for (std::int64_t& ms : usage.billedMs)
      ms += sums.second;
  }
  return calls;
}

TraceCost memoryTime(const Trace& trace, const FunctionKey& function) {
  constexpr double kGbSecond = 1'073'741'824.0 * 1e9;
  TraceCost cost;
  cost.ofRow.resize(trace.rows());
  bool any = false;
  for (std::size_t row = 0; row < trace.rows(); ++row) {
    const auto memory = memoryOf(trace, row, function);
    const auto duration = trace.duration(row);
    if (!memory || !duration || duration->ns() < 0)
      continue;
    any = true;
    cost.ofRow[row] = static_cast<double>(*memory) * static_cast<double>(duration->ns()) / kGbSecond;
    cost.total += cost.ofRow[row];
  }
  if (!any) {
    cost.ofRow.clear();
    cost.why = trace.has(Count::Memory) ? "start or end was not recorded" : "memory was not recorded";
  }
  return cost;
}

} // namespace

Result<TraceCost> costOf(const Trace& trace, const TraceCostOptions& options) {
  if (options.book == nullptr)
    return memoryTime(trace, options.function);
  const FunctionRule* rule = findFunctionRule(*options.book, options.function);
  if (rule == nullptr)
    return failure(makeError(ErrorKind::Input,
                             options.book->exactName() + " has no rule for functions of " + options.function.provider));
  const BillingClock& clock = kBillingClocks[clockOf(*rule)];
  const BilledCalls calls = collect(trace, options, clock);
  TraceCost cost;
  cost.inMoney = true;
  if (calls.requests == 0) {
    cost.why = "memory, start or end was not recorded";
    return cost;
  }
  auto bill = options.book->price(calls.usage, options.bill);
  if (!bill)
    return failure(bill.error());

  double perRequest = 0;
  double perByteMs = 0;
  for (const BillLine& line : bill->lines)
    if (line.key == PriceItem::FunctionRequest || calls.byteMsSum <= 0)
      perRequest += line.amount.inUsd() / static_cast<double>(calls.requests);
    else
      perByteMs += line.amount.inUsd() / calls.byteMsSum;
  cost.ofRow.resize(trace.rows());
  for (std::size_t row = 0; row < trace.rows(); ++row)
    if (calls.request[row])
      cost.ofRow[row] = perRequest + perByteMs * calls.byteMs[row];
  cost.total = bill->total().inUsd();
  cost.leavesOutInit = clock.includesInit && calls.anyCold;
  cost.bill = std::move(*bill);
  return cost;
}

} // namespace coldframe
