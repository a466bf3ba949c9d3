// What a front door is billed for besides its requests, when a window closes: its cache by the hour, a load balancer by
// the hour and by capacity units. AWS, Application Load Balancer: a unit is 25 new connections a second, or an hour's
// 1 GB to machines, 0.4 GB to functions (recalled), whichever is more; one connection a request, units of the window's
// mean load.
#pragma once

#include "sim/platform/run_inputs.h"
#include "sim/usage/usage.h"

namespace coldframe {

enum class BehindTheDoor { Machines, Functions };

// `usage`: its requests and bytesToInternet are counted already.
void closeFrontDoor(Usage& usage, const FrontDoor& door, Duration window, const StreamDemand* stream,
                    BehindTheDoor behind);

} // namespace coldframe
