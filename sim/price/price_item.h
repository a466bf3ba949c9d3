// The closed list of what can be billed. An item's name is what price books, usage and bill lines call it; its
// dimension says in which base unit its quantity is counted and which units its price may have.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace coldframe {

// Base unit of the quantity, always a whole number.
enum class Dimension : std::uint8_t {
  Count,      // one
  MemoryTime, // byte × ms (memory: 1 GB = 2^30 bytes)
  Data,       // byte (1 GB = 1,000,000,000 bytes)
  Time,       // ns of one thing
  DiskTime,   // decimal GB × ms
  RateTime,   // operations a second, or MB/s, × ms
};

enum class PriceItem : std::uint8_t {
  FunctionRequest,
  FunctionDuration,            // configured memory × billed time, on demand
  FunctionDurationProvisioned, // the same on a provisioned environment
  ProvisionedConcurrency,      // configured memory × time kept ready
  FunctionTmp,                 // /tmp above what is included × billed time
  FunctionUrlRequest,
  ApiGatewayRestRequest,
  ApiGatewayHttpRequest,
  ApiGatewayCache, // time switched on, by size
  BalancerTime,
  BalancerUnit,  // capacity units × time
  Instance,      // by type and purchase option
  SurplusCredit, // vCPU time of burstable instances beyond their credits
  Disk,
  PublicAddress,
  StorePut,
  StoreGet,
  StoreList,
  DataOut,
  LogIngest,
  QueueRequest,
  ScheduleEvent,
  FunctionCpu,       // CPU × billed time where it is billed apart: GHz-s, vCPU-s
  FunctionStreaming, // bytes streamed beyond what is included
  SnapshotCache,     // memory × time a snapshot is kept
  SnapshotRestore,   // memory restored
  SnapshotRead,
  SnapshotWrite,
  DurableOperation,
  DurableData,
  EventPollerKafka,
  EventPollerQueue,
  NatGateway,
  NatData,
  TaskCpu,    // of Fargate-like tasks: vCPUs × time
  TaskMemory, // memory × time
  QueueFifoRequest,
  EventBusEvent,
  Notification,
  StateTransition,
  WebSocketMessage,
  ManagedInstanceFee, // by type: a share of the on-demand price
  ClusterFee,         // EMR
  VmCpu,
  VmMemory,
  VmSnapshot,
  DurableStorage,
  TenantEnvironment, // memory of each environment made
  EdgeRequest,
  EdgeDuration,
  IdleCpu,
  IdleMemory,
  StoreStorage,
  LogStorage,
  LogQuery,
  DiskGp2,
  DiskIo,
  DataRegional,
  DataInterRegion,
  NetworkBalancerUnit,
  WebSocketTime,
  ExpressRequest,
  ExpressDuration,
  TaskStorage,
  TaskCpuWindows,
  TaskMemoryWindows,
  TaskLicenceWindows, // by vCPU
  DiskOperations,     // IOPS beyond what comes with the disk
  DiskIoOperations,   // IOPS of a disk that is sold by them
  DiskThroughput,     // MB/s beyond what comes with it
  EventArchive,       // data put into an archive
  EventStorage,       // data kept there
  EventReplay,
  DataNearRegion, // to the region nearby that costs less
  DiskSt1,
  DiskSc1,
  DiskMagnetic,
  DiskRequest,     // operations of a magnetic disk
  NetworkBalancer, // time switched on
  EventPipe,
  EventDestination, // deliveries to an address outside
  EventDiscovery,
};
inline constexpr std::size_t kPriceItemCount = 82;

struct PriceItemInfo {
  PriceItem item;
  std::string_view name;  // in documents: "function_duration"
  std::string_view label; // on a bill, unless the book says another
  Dimension dimension;
  bool byArchitecture = false; // volume tiers are counted for each architecture
  bool byType = false;         // has a price for each instance type
};

inline constexpr std::array<PriceItemInfo, kPriceItemCount> kPriceItems{{
    {PriceItem::FunctionRequest, "function_request", "function requests", Dimension::Count, false},
    {PriceItem::FunctionDuration, "function_duration", "function time", Dimension::MemoryTime, true},
    {PriceItem::FunctionDurationProvisioned, "function_duration_provisioned", "function time, provisioned",
     Dimension::MemoryTime, true},
    {PriceItem::ProvisionedConcurrency, "provisioned_concurrency", "provisioned concurrency", Dimension::MemoryTime,
     true},
    {PriceItem::FunctionTmp, "function_tmp", "/tmp beyond what is included", Dimension::MemoryTime, false},
    {PriceItem::FunctionUrlRequest, "function_url_request", "function URL requests", Dimension::Count, false},
    {PriceItem::ApiGatewayRestRequest, "api_gateway_rest_request", "API gateway requests (REST)", Dimension::Count,
     false},
    {PriceItem::ApiGatewayHttpRequest, "api_gateway_http_request", "API gateway requests (HTTP)", Dimension::Count,
     false},
    {PriceItem::ApiGatewayCache, "api_gateway_cache", "API gateway cache", Dimension::Time, false},
    {PriceItem::BalancerTime, "balancer", "load balancer", Dimension::Time, false},
    {PriceItem::BalancerUnit, "balancer_unit", "load balancer capacity units", Dimension::Time, false},
    {PriceItem::Instance, "instance", "instance", Dimension::Time, false, true},
    {PriceItem::SurplusCredit, "surplus_credit", "CPU beyond the credits", Dimension::Time, true},
    {PriceItem::Disk, "disk", "block storage", Dimension::DiskTime, false},
    {PriceItem::PublicAddress, "public_address", "public IPv4 addresses", Dimension::Time, false},
    {PriceItem::StorePut, "store_put", "object store PUT requests", Dimension::Count, false},
    {PriceItem::StoreGet, "store_get", "object store GET requests", Dimension::Count, false},
    {PriceItem::StoreList, "store_list", "object store LIST requests", Dimension::Count, false},
    {PriceItem::DataOut, "data_out", "data out to the internet", Dimension::Data, false},
    {PriceItem::LogIngest, "log_ingest", "logs taken in", Dimension::Data, false},
    {PriceItem::QueueRequest, "queue_request", "queue requests", Dimension::Count, false},
    {PriceItem::ScheduleEvent, "schedule_event", "scheduled events", Dimension::Count, false},
    {PriceItem::FunctionCpu, "function_cpu", "function CPU time", Dimension::Time, false},
    {PriceItem::FunctionStreaming, "function_streaming", "streamed responses", Dimension::Data, false},
    {PriceItem::SnapshotCache, "snapshot_cache", "snapshots kept", Dimension::MemoryTime, false},
    {PriceItem::SnapshotRestore, "snapshot_restore", "snapshots restored", Dimension::Data, false},
    {PriceItem::SnapshotRead, "snapshot_read", "snapshots read", Dimension::Data, false},
    {PriceItem::SnapshotWrite, "snapshot_write", "snapshots written", Dimension::Data, false},
    {PriceItem::DurableOperation, "durable_operation", "durable operations", Dimension::Count, false},
    {PriceItem::DurableData, "durable_data", "durable data written", Dimension::Data, false},
    {PriceItem::EventPollerKafka, "event_poller_kafka", "event pollers, Kafka", Dimension::Time, false},
    {PriceItem::EventPollerQueue, "event_poller_queue", "event pollers, queue", Dimension::Time, false},
    {PriceItem::NatGateway, "nat_gateway", "NAT gateways", Dimension::Time, false},
    {PriceItem::NatData, "nat_data", "data through NAT gateways", Dimension::Data, false},
    {PriceItem::TaskCpu, "task_cpu", "task CPU time", Dimension::Time, true},
    {PriceItem::TaskMemory, "task_memory", "task memory", Dimension::MemoryTime, true},
    {PriceItem::QueueFifoRequest, "queue_fifo_request", "FIFO queue requests", Dimension::Count, false},
    {PriceItem::EventBusEvent, "event_bus_event", "event bus events", Dimension::Count, false},
    {PriceItem::Notification, "notification", "notifications", Dimension::Count, false},
    {PriceItem::StateTransition, "state_transition", "state transitions", Dimension::Count, false},
    {PriceItem::WebSocketMessage, "websocket_message", "WebSocket messages", Dimension::Count, false},
    {PriceItem::ManagedInstanceFee, "managed_instance_fee", "management of instances", Dimension::Time, false, true},
    {PriceItem::ClusterFee, "cluster_fee", "cluster service on instances", Dimension::Time, false, true},
    {PriceItem::VmCpu, "vm_cpu", "MicroVM CPU time", Dimension::Time, false},
    {PriceItem::VmMemory, "vm_memory", "MicroVM memory", Dimension::MemoryTime, false},
    {PriceItem::VmSnapshot, "vm_snapshot", "MicroVM snapshots kept", Dimension::DiskTime, false},
    {PriceItem::DurableStorage, "durable_storage", "durable data kept", Dimension::DiskTime, false},
    {PriceItem::TenantEnvironment, "tenant_environment", "environments made for tenants", Dimension::Data, true},
    {PriceItem::EdgeRequest, "edge_request", "edge function requests", Dimension::Count, false},
    {PriceItem::EdgeDuration, "edge_duration", "edge function time", Dimension::MemoryTime, false},
    {PriceItem::IdleCpu, "idle_cpu", "CPU of idle instances kept ready", Dimension::Time, false},
    {PriceItem::IdleMemory, "idle_memory", "memory of idle instances kept ready", Dimension::MemoryTime, false},
    {PriceItem::StoreStorage, "store_storage", "object store storage", Dimension::DiskTime, false},
    {PriceItem::LogStorage, "log_storage", "logs kept", Dimension::DiskTime, false},
    {PriceItem::LogQuery, "log_query", "logs searched", Dimension::Data, false},
    {PriceItem::DiskGp2, "disk_gp2", "block storage, gp2", Dimension::DiskTime, false},
    {PriceItem::DiskIo, "disk_io", "block storage, provisioned IOPS", Dimension::DiskTime, false},
    {PriceItem::DataRegional, "data_regional", "data between zones of a region", Dimension::Data, false},
    {PriceItem::DataInterRegion, "data_inter_region", "data to another region", Dimension::Data, false},
    {PriceItem::NetworkBalancerUnit, "network_balancer_unit", "network load balancer capacity units", Dimension::Time,
     false},
    {PriceItem::WebSocketTime, "websocket_time", "WebSocket connection time", Dimension::Time, false},
    {PriceItem::ExpressRequest, "express_request", "express workflow requests", Dimension::Count, false},
    {PriceItem::ExpressDuration, "express_duration", "express workflow memory", Dimension::MemoryTime, false},
    {PriceItem::TaskStorage, "task_storage", "task storage beyond what is included", Dimension::DiskTime, false},
    {PriceItem::TaskCpuWindows, "task_cpu_windows", "task CPU time, Windows", Dimension::Time, false},
    {PriceItem::TaskMemoryWindows, "task_memory_windows", "task memory, Windows", Dimension::MemoryTime, false},
    {PriceItem::TaskLicenceWindows, "task_licence_windows", "task licence, Windows", Dimension::Time, false},
    {PriceItem::DiskOperations, "disk_operations", "block storage IOPS beyond what is included", Dimension::RateTime,
     false},
    {PriceItem::DiskIoOperations, "disk_io_operations", "block storage, provisioned operations", Dimension::RateTime,
     false},
    {PriceItem::DiskThroughput, "disk_throughput", "block storage throughput beyond what is included",
     Dimension::RateTime, false},
    {PriceItem::EventArchive, "event_archive", "events archived", Dimension::Data, false},
    {PriceItem::EventStorage, "event_storage", "events kept", Dimension::DiskTime, false},
    {PriceItem::EventReplay, "event_replay", "events replayed", Dimension::Count, false},
    {PriceItem::DataNearRegion, "data_near_region", "data to the region nearby", Dimension::Data, false},
    {PriceItem::DiskSt1, "disk_st1", "block storage, st1", Dimension::DiskTime, false},
    {PriceItem::DiskSc1, "disk_sc1", "block storage, sc1", Dimension::DiskTime, false},
    {PriceItem::DiskMagnetic, "disk_magnetic", "block storage, magnetic", Dimension::DiskTime, false},
    {PriceItem::DiskRequest, "disk_request", "requests of magnetic disks", Dimension::Count, false},
    {PriceItem::NetworkBalancer, "network_balancer", "network load balancer", Dimension::Time, false},
    {PriceItem::EventPipe, "event_pipe", "events through pipes", Dimension::Count, false},
    {PriceItem::EventDestination, "event_destination", "events sent outside", Dimension::Count, false},
    {PriceItem::EventDiscovery, "event_discovery", "events looked into for their form", Dimension::Count, false},
}};

constexpr const PriceItemInfo& infoOf(PriceItem item) {
  return kPriceItems[static_cast<std::size_t>(item)];
}

// What can be bought otherwise than on demand: reserved, under a savings plan, spot.
constexpr bool canBeCommittedTo(PriceItem item) {
  return item == PriceItem::Instance || item == PriceItem::FunctionDuration ||
         item == PriceItem::FunctionDurationProvisioned || item == PriceItem::ProvisionedConcurrency ||
         item == PriceItem::TaskCpu || item == PriceItem::TaskMemory;
}

} // namespace coldframe
