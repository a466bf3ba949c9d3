// The field tables of what a usage document states of machines: instances, tasks, front doors, disks.
#include "sim/json/reader.h"
#include "sim/price/cpu_credits.h"
#include "sim/price/stated_fields.h"
#include "sim/price/usage_document.h"
#include "sim/usage/usage_names.h"

#include <algorithm>
#include <array>
#include <vector>

namespace coldframe {

namespace {

constexpr std::array kDiskKinds{PriceItem::Disk,    PriceItem::DiskGp2, PriceItem::DiskIo,
                                PriceItem::DiskSt1, PriceItem::DiskSc1, PriceItem::DiskMagnetic};

constexpr std::array<std::string_view, 5> kFrontDoors{"api-gateway-rest", "api-gateway-http", "function-url",
                                                      "load-balancer", "network-load-balancer"};
constexpr std::string_view kFrontDoorNames =
    "api-gateway-rest, api-gateway-http, function-url, load-balancer or network-load-balancer";

// Whether phases, one after the other, take longer than that.
template <class Phase>
bool isLongerThan(const std::vector<Phase>& phases, Duration time) {
  Duration together;
  for (const Phase& phase : phases) {
    if (together > time)
      break;
    together += phase.time;
  }
  return together > time;
}

// The load of a burstable machine: one that has credits, and not for longer than it runs.
void checkLoad(const StatedInstances& stated, Reader& reader, const JsonNode& node) {
  if (stated.load.empty())
    return;
  const JsonNode& place = *node.find("load");
  if (!creditRateOf(stated.type))
    reader.wrongAbout(place, stated.type + " has no CPU credits", "a t2, t3, t3a or t4g");
  if (isLongerThan(stated.load, stated.time))
    reader.wrongAbout(place, "a load for longer than the machine runs", "at most \"time\"");
}

} // namespace

const FieldTable<StatedInstances>& Fields<StatedInstances>::table() {
  using I = StatedInstances;
  static const FieldTable<I> fields =
      FieldTable<I>("stated_instances", "machines that ran for the same time")
          .field("type", &I::type, {.help = "\"t3.medium\"", .required = true})
          .field("count", &I::count, countOf("how many"))
          .field("time", &I::time, timeOf("from running to stopped, each", true))
          .field("purchase", &I::purchase, {.help = "how they are bought"})
          .field("fee", &I::fee, {.help = "managed_instance_fee or cluster_fee, of a service on them"})
          .field("load", &I::load, {.help = "of a burstable type, phase after phase: CPU beyond its credits is billed"})
          .field("unlimited", &I::unlimited, {.help = "whether it goes on without credits; as the type comes"})
          .field("running", &I::running, {.help = "at the end: what it owes in credits is not charged yet"})
          .check([](const I& stated, Reader& reader, const JsonNode& node) {
            if (stated.type.empty())
              reader.wrong(*node.find("type"), "an instance type has a name", "e.g. \"t3.medium\"");
            if (stated.fee && (*stated.fee == PriceItem::Instance || !infoOf(*stated.fee).byType))
              reader.wrong(*node.find("fee"), "this is not a fee on instances", "managed_instance_fee or cluster_fee");
            checkLoad(stated, reader, node);
          });
  return fields;
}

const FieldTable<CpuPhase>& Fields<CpuPhase>::table() {
  static const FieldTable<CpuPhase> fields =
      FieldTable<CpuPhase>("cpu_phase", "how busy a burstable machine is for a time")
          .field("time", &CpuPhase::time, timeOf("how long", true))
          .field("cpu", &CpuPhase::use, {.help = "share of all its CPUs", .required = true, .min = 0, .max = 1});
  return fields;
}

const FieldTable<StatedTasks>& Fields<StatedTasks>::table() {
  using T = StatedTasks;
  static const FieldTable<T> fields =
      FieldTable<T>("stated_tasks", "tasks on the provider's machines, all alike")
          .field("count", &T::count, countOf("how many"))
          .field("cpu", &T::cpu, {.help = "vCPUs of each", .min = 0, .max = 1000})
          .field("memory", &T::memory, {.help = "of each", .required = true, .min = 1048576, .max = 1.1e13})
          .field("time", &T::time, timeOf("how long each runs", true))
          .field("architecture", &T::architecture)
          .field("system", &T::system)
          .field("storage_gb", &T::storageGb, {.help = "beyond what is included", .min = 0, .max = 1e6})
          .field("purchase", &T::purchase, {.help = "on-demand, spot or a savings plan"});
  return fields;
}

const FieldTable<StatedFrontDoor>& Fields<StatedFrontDoor>::table() {
  using D = StatedFrontDoor;
  static const FieldTable<D> fields =
      FieldTable<D>("stated_front_door", "what stands before the functions or machines")
          .field("kind", &D::kind, {.help = kFrontDoorNames, .required = true})
          .field("requests", &D::requests, countOf("how many"))
          .field("cache_gb", &D::cacheGb, {.help = "size of its cache", .min = 0, .max = 1e6})
          .field("cache_time", &D::cacheTime, timeOf("how long the cache is on"))
          .field("balancer_time", &D::balancerTime, timeOf("how long a load balancer is on"))
          .field("payload", &D::payload, {.help = "size of each request", .min = 0, .max = 1e9})
          .field("capacity_units", &D::capacityUnits, {.help = "of the load balancer, mean", .min = 0, .max = 1e6})
          .field("load", &D::load, {.help = "of the load balancer, phase after phase, instead of its capacity units"})
          .check([](const D& door, Reader& reader, const JsonNode& node) {
            if (std::ranges::find(kFrontDoors, door.kind) == kFrontDoors.end())
              reader.wrong(*node.find("kind"), "there is no such front door", std::string(kFrontDoorNames));
            if (!door.load.empty() && !door.kind.ends_with("load-balancer"))
              reader.wrong(*node.find("load"), "only load balancers have capacity units");
            if (!door.load.empty() && isLongerThan(door.load, door.balancerTime))
              reader.wrong(*node.find("load"), "a load for longer than the balancer is on",
                           "at most \"balancer_time\"");
            if (!door.load.empty() && door.capacityUnits > 0)
              reader.wrong(*node.find("load"), "the capacity units are stated beside what they come from",
                           "one of the two");
            if (!fits(door.capacityUnits, static_cast<double>(door.balancerTime.ns())))
              reader.wrongAbout(node, "so many capacity units for so long cannot be counted");
          });
  return fields;
}

const FieldTable<BalancerPhase>& Fields<BalancerPhase>::table() {
  using P = BalancerPhase;
  constexpr double kMost = 1e9;
  static const FieldTable<P> fields =
      FieldTable<P>("balancer_phase", "what a load balancer carries for a time")
          .field("time", &P::time, timeOf("how long", true))
          .field("new_connections", &P::newConnections, {.help = "a second", .min = 0, .max = kMost})
          .field("active_connections", &P::activeConnections, {.help = "open at once", .min = 0, .max = kMost})
          .field("gb_per_h", &P::gbPerHour, {.help = "data to machines, GB an hour", .min = 0, .max = kMost})
          .field("gb_to_functions_per_h", &P::gbToFunctionsPerHour,
                 {.help = "data to functions, GB an hour", .min = 0, .max = kMost})
          .field("rules_per_s", &P::rulesPerSecond, {.help = "rules evaluated a second", .min = 0, .max = kMost});
  return fields;
}

const FieldTable<StatedDisk>& Fields<StatedDisk>::table() {
  using D = StatedDisk;
  static const FieldTable<D> fields =
      FieldTable<D>("stated_disk", "block storage kept for a time")
          .field("count", &D::count, countOf("how many"))
          .field("kind", &D::kind, {.help = "disk, disk_gp2, disk_io, disk_st1, disk_sc1 or disk_magnetic"})
          .field("gb", &D::gb, {.help = "size of each", .required = true, .min = 0, .max = 1e7})
          .field("time", &D::time, timeOf("how long each is kept", true))
          .field("iops", &D::iops, {.help = "bought for each, with what is included", .min = 0, .max = 1e7})
          .field("mbps", &D::mbps, {.help = "MB/s bought for each, with what is included", .min = 0, .max = 1e7})
          .check([](const D& disk, Reader& reader, const JsonNode& node) {
            if (std::ranges::find(kDiskKinds, disk.kind) == kDiskKinds.end())
              reader.wrong(*node.find("kind"), "this is not a kind of disk",
                           "disk, disk_gp2, disk_io, disk_st1, disk_sc1 or disk_magnetic");
            if (disk.iops > 0 && disk.kind != PriceItem::Disk && disk.kind != PriceItem::DiskIo)
              reader.wrong(*node.find("iops"), "disks of this kind are not sold by IOPS", "disk or disk_io");
            if (disk.mbps > 0 && disk.kind != PriceItem::Disk)
              reader.wrong(*node.find("mbps"), "disks of this kind are not sold by MB/s", "disk");
          });
  return fields;
}

} // namespace coldframe
