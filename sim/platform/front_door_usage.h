// What a front door is billed for besides its requests, when a window closes: its cache by the hour, a load balancer by
// the hour and by capacity units. AWS, Application Load Balancer: a unit is 25 new connections a second, or an hour's
// 1 GB to machines, 0.4 GB to functions (vantage.sh, handbook), whichever is more; one connection a request. Units are
// those of the window's mean load: both grow with the requests, so hour by hour they would add up to the same.
#pragma once

#include "sim/platform/run_inputs.h"
#include "sim/usage/usage.h"

namespace coldframe {

enum class BehindTheDoor { Machines, Functions };

// `usage`: its requests and bytesToInternet are counted already.
void closeFrontDoor(Usage& usage, const FrontDoor& door, Duration window, const StreamDemand& stream,
                    BehindTheDoor behind);

} // namespace coldframe
