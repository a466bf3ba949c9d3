// What each call of a trace cost, under a price book: the usage of the whole trace is metered and priced as one bill,
// and each line is shared out again: requests evenly over the calls that were billed one, everything else by memory ×
// billed time. So the shares add up to the bill.
//
// Billed time is what the trace recorded, or start → end rounded by the book's rule. The INIT of a cold start is not
// among the stamps of a trace, so under a rule that bills it (AWS Lambda since 2025-08) a trace without recorded billed
// time comes out too cheap by that; `leavesOutInit` says so.
// Without a book the unit is the GB-second (memory × start → end, GB of 2^30 bytes).
#pragma once

#include "sim/base/result.h"
#include "sim/price/price_book.h"
#include "sim/trace/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace coldframe {

struct TraceCostOptions {
  const PriceBook* book = nullptr; // none: GB-seconds
  FunctionKey function;            // its memory is used where the trace has none recorded and it is not 0
  BillOptions bill;
  // Added to start → end of each call: what a platform bills and the stamps do not see.
  Duration overhead;
  bool recordedTime = true; // false: start → end also where the trace recorded billed time, to compare runs alike
};

struct TraceCost {
  bool inMoney = false;      // else GB-s
  std::vector<double> ofRow; // USD or GB-s; empty: nothing can be known (`why`)
  double total = 0;
  std::optional<Bill> bill;
  bool leavesOutInit = false;
  std::string why; // why there is no cost
};

// Errors: Input, what the book cannot price.
Result<TraceCost> costOf(const Trace& trace, const TraceCostOptions& options);

} // namespace coldframe
