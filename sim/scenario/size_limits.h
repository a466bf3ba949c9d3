// What a scenario may ask for: what would take absurd time or memory, or more than can be counted, is refused with the
// estimate. Part of bind().
#pragma once

#include "sim/run/model.h"
#include "sim/scenario/bind_platform.h"
#include "sim/scenario/bind_workload.h"

#include <string>

namespace coldframe {

// Of the work alone: how many calls, items and tasks there are, on whatever platform.
void checkSize(BindContext& context, const BoundWorkload& workload);

// Of the work on one platform, which stands at `pointer`: how long a job takes, what waits at a time, what its months
// come to. `sizedLater`: as many of its machines will be taken as the work needs.
void checkSizeOn(BindContext& context, const Model& model, const std::string& id, const std::string& pointer,
                 bool sizedLater);

// An on-off process is walked period by period, arrivals or not.
bool tooManyPeriods(const ArrivalSpec& spec, Duration window, double most);

} // namespace coldframe
