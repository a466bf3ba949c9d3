#include "sim/price/import/offer_product.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

struct GroupItem {
  std::string_view group;
  PriceItem item;
};

// `group` of AWSLambda; with "-ARM" behind it for arm64.
constexpr std::array<GroupItem, 5> kFunctionGroups{{
    {"AWS-Lambda-Requests", PriceItem::FunctionRequest},
    {"AWS-Lambda-Duration", PriceItem::FunctionDuration},
    {"AWS-Lambda-Provisioned-Concurrency", PriceItem::ProvisionedConcurrency},
    {"AWS-Lambda-Duration-Provisioned", PriceItem::FunctionDurationProvisioned},
    {"AWS-Lambda-Storage-Duration", PriceItem::FunctionTmp},
}};

// `usagetype` of AmazonEC2 without its region; what is no instance.
constexpr std::array<GroupItem, 6> kUsageTypes{{
    {"CPUCredits:t3", PriceItem::SurplusCredit},
    {"EBS:VolumeUsage.gp3", PriceItem::Disk},
    {"EBS:VolumeUsage.gp2", PriceItem::DiskGp2},
    {"EBS:VolumeUsage.piops", PriceItem::DiskIo},
    {"NatGateway-Hours", PriceItem::NatGateway},
    {"NatGateway-Bytes", PriceItem::NatData},
}};

constexpr std::string_view kArm = "-ARM";

// "USE2-BoxUsage:m5.large" → "BoxUsage:m5.large". A region's letters are capitals and digits, four at most.
std::string_view withoutRegion(std::string_view usageType) {
  const std::size_t dash = usageType.find('-');
  if (dash == std::string_view::npos || dash == 0 || dash > 4)
    return usageType;
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return std::ranges::all_of(usageType.substr(0, dash), capital) ? usageType.substr(dash + 1) : usageType;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Why an instance is not one that bills know; empty: it is.
std::string_view whyNotInstance(const OfferProduct& p) {
  if (p.operatingSystem != "Linux")
    return "not Linux";
  if (p.tenancy != "Shared")
    return "not on shared hardware";
  if (p.preinstalled != "NA" && !p.preinstalled.empty())
    return "with software of its own price";
  if (p.capacityStatus != "Used" && !p.capacityStatus.empty())
    return "capacity reservations";
  if (p.licenseModel != "No License required" && !p.licenseModel.empty())
    return "with a licence";
  if (!contains(p.usageType, "BoxUsage"))
    return "not billed by the time it runs";
  return {};
}

} // namespace

std::string* OfferProduct::attribute(std::string_view name) {
  // The two forms of an offer file write some names differently.
  if (name == "group" || name == "Group")
    return &group;
  if (name == "groupDescription" || name == "Group Description")
    return &groupDescription;
  if (name == "usagetype" || name == "usageType")
    return &usageType;
  if (name == "regionCode" || name == "Region Code")
    return &region;
  if (name == "location" || name == "Location")
    return region.empty() ? &region : nullptr; // older files have only the place
  if (name == "instanceType" || name == "Instance Type")
    return &instanceType;
  if (name == "operatingSystem" || name == "Operating System")
    return &operatingSystem;
  if (name == "tenancy" || name == "Tenancy")
    return &tenancy;
  if (name == "preInstalledSw" || name == "Pre Installed S/W")
    return &preinstalled;
  if (name == "capacitystatus" || name == "CapacityStatus")
    return &capacityStatus;
  if (name == "licenseModel" || name == "License Model")
    return &licenseModel;
  return nullptr;
}

std::optional<WantedProduct> matchProduct(const OfferProduct& p, std::string_view& reason) {
  WantedProduct wanted;
  wanted.group = p.group.empty() ? p.family : p.group;
  const std::string_view usageType = withoutRegion(p.usageType);
  if (contains(p.groupDescription, "China free tier")) {
    reason = "free tier of China";
    return std::nullopt;
  }
  if (usageType.starts_with("Global-")) {
    wanted.grant = true;
    if (usageType == "Global-Request")
      wanted.item = PriceItem::FunctionRequest;
    else if (usageType == "Global-Lambda-GB-Second")
      wanted.item = PriceItem::FunctionDuration;
    else
      reason = "a free tier of something else";
    return reason.empty() ? std::optional(wanted) : std::nullopt;
  }
  if (contains(p.usageType, "Lambda-Edge") || contains(p.group, "Edge")) {
    reason = "functions at the edge";
    return std::nullopt;
  }
  std::string_view group = p.group;
  const bool arm = group.ends_with(kArm);
  if (arm)
    group.remove_suffix(kArm.size());
  if (const auto found = std::ranges::find(kFunctionGroups, group, &GroupItem::group); found != kFunctionGroups.end()) {
    wanted.item = found->item;
    if (infoOf(wanted.item).byArchitecture)
      wanted.arch = arm ? Architecture::Arm : Architecture::X86;
    else if (arm)
      reason = "one price for both architectures is taken";
    return reason.empty() ? std::optional(wanted) : std::nullopt;
  }
  if (contains(p.usageType, "Managed-Instances")) {
    reason = "a share of the instance's price, in the book's instance_fees";
    return std::nullopt;
  }
  if (const auto found = std::ranges::find(kUsageTypes, usageType, &GroupItem::group); found != kUsageTypes.end()) {
    wanted.item = found->item;
    if (wanted.item == PriceItem::SurplusCredit && p.operatingSystem != "Linux" && !p.operatingSystem.empty())
      reason = "not Linux";
    return reason.empty() ? std::optional(wanted) : std::nullopt;
  }
  if (p.family.starts_with("Compute Instance")) {
    reason = whyNotInstance(p);
    wanted.item = PriceItem::Instance;
    wanted.type = p.instanceType;
    if (reason.empty() && wanted.type.empty())
      reason = "no instance type";
    return reason.empty() ? std::optional(wanted) : std::nullopt;
  }
  reason = "no such item on a bill";
  return std::nullopt;
}

} // namespace coldframe
