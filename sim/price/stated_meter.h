// What a usage document states beyond a Usage → metered quantities under a book's rules: CPU and large events of calls,
// environments kept ready, fees and credits of machines, tasks, snapshots, disks, large requests, quantities as they
// stand.
#pragma once

#include "sim/price/metered.h"
#include "sim/price/usage_document.h"

namespace coldframe {

void meterStated(const UsageDocument& document, const PriceBook& book, Duration month, MeteredSum& sum);

} // namespace coldframe
