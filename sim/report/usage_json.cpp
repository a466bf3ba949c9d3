#include "sim/report/usage_json.h"

#include "sim/usage/usage_names.h"

#include <algorithm>

namespace coldframe {

namespace {

// "savings_plan": keys and words of results have no dashes.
std::string purchaseName(PurchaseOption purchase) {
  std::string name(nameOf(purchase));
  std::ranges::replace(name, '-', '_');
  return name;
}

JsonNode functionJson(const FunctionUsage& function) {
  JsonNode node = JsonNode::object();
  node.add("provider", JsonNode::string(function.key.provider));
  node.add("memory_bytes", JsonNode::integer(function.key.memory.inBytes()));
  node.add("architecture", JsonNode::string(function.key.architecture == Architecture::Arm ? "arm64" : "x86_64"));
  node.add("packaging", JsonNode::string(std::string(nameOf(function.key.packaging))));
  node.add("provisioned", JsonNode::boolean(function.key.provisioned));
  node.add("requests", JsonNode::integer(function.requests));
  JsonNode billed = JsonNode::object();
  for (std::size_t i = 0; i < kBillingClockCount; ++i)
    billed.add(std::string(kBillingClocks[i].name), JsonNode::integer(function.billedMs[i]));
  node.add("billed_ms", std::move(billed));
  node.add("running_ns", JsonNode::integer(function.runningNs));
  node.add("init_ns", JsonNode::integer(function.initNs));
  node.add("init_count", JsonNode::integer(function.initCount));
  return node;
}

JsonNode instanceJson(const InstanceInterval& instance) {
  JsonNode node = JsonNode::object();
  node.add("type", JsonNode::string(instance.type));
  node.add("purchase", JsonNode::string(purchaseName(instance.purchase)));
  node.add("length_ns", JsonNode::integer(instance.length.ns()));
  node.add("count", JsonNode::integer(instance.count));
  return node;
}

} // namespace

JsonNode usageJson(const Usage& usage) {
  JsonNode node = JsonNode::object();
  JsonNode functions = JsonNode::array();
  for (const FunctionUsage& function : usage.functions)
    functions.append(functionJson(function));
  node.add("functions", std::move(functions));
  node.add("provisioned_mb_ms", JsonNode::integer(usage.provisionedMbMs));
  node.add("tmp_mb_ms", JsonNode::integer(usage.tmpMbMs));
  JsonNode instances = JsonNode::array();
  for (const InstanceInterval& instance : usage.instances)
    instances.append(instanceJson(instance));
  node.add("instances", std::move(instances));

  JsonNode store = JsonNode::object();
  store.add("puts", JsonNode::integer(usage.objectStore.puts));
  store.add("gets", JsonNode::integer(usage.objectStore.gets));
  store.add("lists", JsonNode::integer(usage.objectStore.lists));
  store.add("bytes_in", JsonNode::integer(usage.objectStore.bytesIn));
  store.add("bytes_out", JsonNode::integer(usage.objectStore.bytesOut));
  node.add("object_store", std::move(store));

  JsonNode door = JsonNode::object();
  door.add("kind", JsonNode::string(usage.frontDoor.kind));
  door.add("requests", JsonNode::integer(usage.frontDoor.requests));
  door.add("cache_ns", JsonNode::integer(usage.frontDoor.cacheNs));
  door.add("cache_gb", JsonNode::number(usage.frontDoor.cacheGb));
  door.add("balancer_ns", JsonNode::integer(usage.frontDoor.balancerNs));
  door.add("balancer_unit_ns", JsonNode::integer(usage.frontDoor.balancerUnitNs));
  node.add("front_door", std::move(door));

  node.add("bytes_to_internet", JsonNode::integer(usage.bytesToInternet));
  node.add("log_bytes", JsonNode::integer(usage.logBytes));
  node.add("queue_requests", JsonNode::integer(usage.queueRequests));
  node.add("schedule_events", JsonNode::integer(usage.scheduleEvents));
  node.add("surplus_credit_ns", JsonNode::integer(usage.surplusCreditNs));
  node.add("disk_gb_ms", JsonNode::integer(usage.diskGbMs));
  node.add("address_ns", JsonNode::integer(usage.addressNs));
  return node;
}

} // namespace coldframe
