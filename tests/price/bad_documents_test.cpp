// Books and usage documents that are wrong: refused, and told where (line, column, JSON pointer) and why. Each stands
// on the lines after a first one of its own.
#include "sim/price/usage_document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coldframe::test {
namespace {

struct BadDocument {
  std::string members;
  std::string problem; // how the first one begins
};

const std::vector<BadDocument> kBadUsage{
    {R"("calls": [{"count": 1e30, "duration": "1 s", "memory": "128 MB"}])",
     "document:2:21: /calls/0/count: not a whole number"},
    {R"("calls": [{"count": 1000000000000000000, "duration": "1 s", "memory": "128 MB"}])",
     "document:2:21: /calls/0/count: too large"},
    {R"("calls": [{"count": 1.5, "duration": "1 s", "memory": "128 MB"}])",
     "document:2:21: /calls/0/count: not a whole number"},
    {R"("calls": [{"count": "many", "duration": "1 s", "memory": "128 MB"}])",
     "document:2:21: /calls/0/count: not a whole number"},
    {R"("calls": [{"count": -1, "duration": "1 s", "memory": "128 MB"}])", "document:2:21: /calls/0/count: too small"},
    {R"("calls": [{"count": 1, "duration": "-1 s", "memory": "128 MB"}])",
     "document:2:36: /calls/0/duration: a time cannot be negative"},
    {R"("calls": [{"count": 1, "duration": "1e300 s", "memory": "128 MB"}])",
     "document:2:36: /calls/0/duration: a time this large is out of range"},
    {R"("calls": [{"count": 1, "duration": "NaN s", "memory": "128 MB"}])",
     "document:2:36: /calls/0/duration: this is not a time"},
    {R"("calls": [{"count": 1, "duration": "1 MB", "memory": "128 MB"}])",
     R"(document:2:36: /calls/0/duration: unknown unit "MB", did you mean "ms"?)"},
    {R"("calls": [{"count": 1, "duration": 5, "memory": "128 MB"}])",
     "document:2:36: /calls/0/duration: a unit is missing"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "inf MB"}])",
     "document:2:53: /calls/0/memory: this is not a memory size"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "0 MB"}])", "document:2:53: /calls/0/memory: too small"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "memmory": "1 GB"}])",
     R"(document:2:63: /calls/0/memmory: unknown key; did you mean "memory"?)"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "cold": 2, "init": "1 s"}])",
     "document:2:71: /calls/0/cold: more calls are cold than there are"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "cold": 1}])",
     "document:2:71: /calls/0/cold: cold calls need to say how long their INIT is"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "architecture": "mips"}])",
     "document:2:79: /calls/0/architecture: not a word of the list"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "packaging": "tar"}])",
     "document:2:76: /calls/0/packaging: not a word of the list"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "concurrency": 0}])",
     "document:2:78: /calls/0/concurrency: too small"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "cpu": -1}])",
     "document:2:70: /calls/0/cpu: too small"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "event": "-1 kB"}])",
     "document:2:72: /calls/0/event: a memory size cannot be negative"},
    {R"("calls": [{"count": 1, "duration": "1 s", "memory": "128 MB", "purchase": "spot"}])",
     "document:2:75: /calls/0/purchase: calls cannot be bought so"},
    {R"("call": [])", R"(document:2:1: /call: unknown key; did you mean "calls"?)"},
    {R"("calls": {})", "document:2:10: /calls: not a list"},
    {R"("month": "0 h")", "document:2:10: /month: too small"},
    {R"("month": "2000 h")", "document:2:10: /month: too large"},
    {R"("instances": [{"type": "", "time": "1 h"}])", "document:2:24: /instances/0/type: an instance type has a name"},
    {R"("instances": [{"type": "m5.large", "time": "-1 h"}])",
     "document:2:44: /instances/0/time: a time cannot be negative"},
    {R"("instances": [{"type": "m5.large", "time": "1 h", "purchase": "stolen"}])",
     "document:2:63: /instances/0/purchase: not a word of the list"},
    {R"("instances": [{"type": "t3.nano", "time": "1 h", "load": [{"time": "2 h", "cpu": 0.5}]}])",
     "document:2:58: /instances/0/load: a load for longer than the machine runs"},
    {R"("instances": [{"type": "m5.large", "time": "1 h", "load": [{"time": "1 h", "cpu": 0.5}]}])",
     "document:2:59: /instances/0/load: m5.large has no CPU credits"},
    {R"("instances": [{"type": "t3.nano", "time": "1 h", "load": [{"time": "1 h", "cpu": 2}]}])",
     "document:2:82: /instances/0/load/0/cpu: too large"},
    {R"("metered": [{"item": "data_out", "quantity": "5 GB-s"}])",
     "document:2:46: /metered/0/quantity: this unit does not measure data_out"},
    {R"("metered": [{"item": "data_out", "quantity": "-5 GB"}])",
     "document:2:46: /metered/0/quantity: this is not a quantity"},
    {R"("metered": [{"item": "data_out", "quantity": "1e30 GB"}])",
     "document:2:46: /metered/0/quantity: this is not a quantity"},
    {R"("metered": [{"item": "data_out", "quantity": "NaN GB"}])",
     "document:2:46: /metered/0/quantity: this is not a quantity"},
    {R"("metered": [{"item": "data_outt", "quantity": "5 GB"}])",
     R"(document:2:22: /metered/0/item: not a word of the list; did you mean "data_out"?)"},
    {R"("metered": [{"item": "data_out", "quantity": "5 EUR"}])",
     "document:2:46: /metered/0/quantity: this unit is not known"},
    {R"("metered": [{"item": "data_out", "quantity": 5}])", "document:2:46: /metered/0/quantity: a text is due here"},
    {R"("metered": [{"item": "data_out", "type": "m5.large", "quantity": "5 GB"}])",
     R"(document:2:13: /metered/0: data_out has no "type")"},
    {R"("front_door": {"kind": "gate"})", "document:2:24: /front_door/kind: there is no such front door"},
    {R"("front_door": {"kind": "load-balancer", "balancer_time": "1 h", "capacity_units": -1})",
     "document:2:83: /front_door/capacity_units: too small"},
    {R"("disks": [{"gb": -1, "time": "1 h"}])", "document:2:18: /disks/0/gb: too small"},
    {R"("tasks": [{"cpu": 1, "memory": "2 GB"}])", R"(document:2:11: /tasks/0: "time" is missing)"},
    {R"("grants_used": [{"item": "data_out", "quantity": "5 GB-s"}])",
     "document:2:50: /grants_used/0/quantity: this unit does not measure data_out"},
    {R"("name": 5)", "document:2:9: /name: not a text"},
    {R"("name": "a", "name": "b")", R"(document:2:14: /name: the key "name" stands here twice)"},
    {R"("calls": [{"count": NaN}])", R"(document:2:21: /calls/0: not JSON: invalid literal; last read: '"count": N')"},
};

const std::vector<BadDocument> kBadBooks{
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"},
{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:3:1: /rows/1: there is another price of function_request for the same tier"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "to": "10 request"},
{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "from": "5 request"}])",
     "document:3:1: /rows/1: this tier of function_request overlaps the one before"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "to": "10 request"},
{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "from": "15 request"}])",
     "document:3:1: /rows/1: there is a gap between this tier of function_request and the one before"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"},
{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "from": "15 request"}])",
     "document:3:1: /rows/1: this tier of function_request overlaps the one before"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "from": "15 request"}])",
     "document:2:10: /rows/0: the tiers of function_request do not begin at zero"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "to": "10 request"}])",
     "document:2:10: /rows/0: the last tier of function_request has an end"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "to": "10 request"},
{"item": "function_request", "price": "1 USD/k requests", "source": "x", "from": "10 request"}])",
     "document:3:1: /rows/1: the tiers of function_request have different units"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "from": "10 request", "to": "5 request"}])",
     "document:2:114: /rows/0/to: the tier ends before it begins"},
    {R"("rows": [{"item": "function_request", "price": "-0.2 USD/M requests", "source": "x"}])",
     "document:2:48: /rows/0/price: an amount of money cannot be negative here"},
    {R"("rows": [{"item": "function_request", "price": "0.2 USD/bananas", "source": "x"}])",
     "document:2:48: /rows/0/price: this unit is not known"},
    {R"("rows": [{"item": "function_request", "price": "0.2 USD/GB", "source": "x"}])",
     "document:2:48: /rows/0/price: this unit does not measure function_request"},
    {R"("rows": [{"item": "function_request", "price": "0.2 EUR/M requests", "source": "x"}])",
     "document:2:48: /rows/0/price: this is not an amount of money in USD"},
    {R"("rows": [{"item": "function_request", "price": "NaN USD/M requests", "source": "x"}])",
     "document:2:48: /rows/0/price: this is not an amount of money"},
    {R"("rows": [{"item": "function_request", "price": "1e30 USD/M requests", "source": "x"}])",
     "document:2:48: /rows/0/price: this is not an amount of money"},
    {R"("rows": [{"item": "function_request", "price": 0.2, "source": "x"}])",
     "document:2:48: /rows/0/price: a text is due here"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "effective": "2027-01"}])",
     "document:2:99: /rows/0/effective: this price is not in force yet at the book's date"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "effective": "2020-01", "effective_to": "2019-01"}])",
     "document:2:126: /rows/0/effective_to: this price ends before it begins"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "effective_to": "2019-01"}])",
     "document:2:102: /rows/0/effective_to: this price is not in force any more at the book's date"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "effective": "yesterday"}])",
     "document:2:99: /rows/0/effective: this is not a date"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "effective": "2019-02-30"}])",
     "document:2:99: /rows/0/effective: this is not a date"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "prize": "x"}])",
     R"(document:2:86: /rows/0/prize: unknown key; did you mean "price"?)"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": ""}])",
     "document:2:81: /rows/0/source: nobody says so"},
    {R"("rows": [{"item": "function_request", "price": "0.2 USD/M requests"}])",
     R"(document:2:10: /rows/0: "source" is missing)"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "type": "m5.large"}])",
     R"(document:2:10: /rows/0: an instance, and nothing else, has a "type")"},
    {R"("rows": [{"item": "instance", "price": "1 USD/h", "source": "x"}])",
     R"(document:2:10: /rows/0: an instance, and nothing else, has a "type")"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "tag": "sure"}])",
     "document:2:93: /rows/0/tag: not a word of the list"},
    {R"("rows": [{"item": "carrot", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:19: /rows/0/item: not a word of the list"},
    {R"("rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x", "purchase": "reserved"}])",
     R"(document:2:10: /rows/0: only an instance or function time has a "purchase")"},
    {R"("rows": [{"item": "api_gateway_cache", "price": "1 USD/h", "source": "x", "size": -1}])",
     "document:2:83: /rows/0/size: too small"},
    {R"("rows": [])", "document:2:9: /rows: a book without a price"},
    {R"("currency": "EUR", "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:13: /currency: amounts are in USD"},
    {R"("labels": {"carrot": "x"}, "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:22: /labels/carrot: there is no item of this name"},
    {R"("function_rules": [{"provider": "aws-lambda", "clock": "1ms", "source": "x"},
{"provider": "aws-lambda", "clock": "1ms", "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:3:1: /function_rules/1: there is another rule for the same functions"},
    {R"("function_rules": [{"provider": "aws-lambda", "clock": "7ms", "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:56: /function_rules/0/clock: there is no such billing clock"},
    {R"("function_rules": [{"provider": "aws-lambda", "clock": "1ms", "requests_as": "disk", "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:78: /function_rules/0/requests_as: this item is not counted in requests"},
    {R"("free_grants": [{"item": "function_request", "quantity": "-1 request", "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:58: /free_grants/0/quantity: this is not a quantity"},
    {R"("free_grants": [{"item": "function_request", "quantity": "1 GB", "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:58: /free_grants/0/quantity: this unit does not measure function_request"},
    {R"("discounts": [{"purchase": "spot", "pay_percent": 200, "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:51: /discounts/0/pay_percent: too large"},
    {R"("discounts": [{"item": "disk", "purchase": "spot", "pay_percent": 20, "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:24: /discounts/0/item: this item is bought on demand only"},
    {R"("instance_rule": {"quantum": "0 s", "source": "x"}, "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:30: /instance_rule/quantum: too small"},
    {R"("capacity_units": [{"item": "disk", "source": "x"}], "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:29: /capacity_units/0/item: this is not a capacity unit"},
    {R"("disk_included": {"iops": -1, "source": "x"}, "rows": [{"item": "function_request", "price": "0.20 USD/M requests", "source": "x"}])",
     "document:2:27: /disk_included/iops: too small"},
};

template <class T>
void expectRefused(const std::vector<BadDocument>& all, const std::string& head,
                   Result<T> (*read)(const JsonDocument& document)) {
  for (const BadDocument& bad : all) {
    const auto document = JsonDocument::parse(head + "\n" + bad.members + "}", "document");
    const auto value = document ? read(*document) : failure(document.error());
    ASSERT_FALSE(value) << bad.members;
    EXPECT_EQ(value.error().kind, ErrorKind::Input);
    EXPECT_TRUE(value.error().text().starts_with(bad.problem))
        << bad.members << "\nsaid:     " << value.error().text() << "\nexpected: " << bad.problem;
  }
}

TEST(BadDocuments, OfUsageAreRefusedWithThePlace) {
  expectRefused(kBadUsage, R"({"schema": "coldframe.usage/1",)", &readUsageDocument);
}

TEST(BadDocuments, OfPricesAreRefusedWithThePlace) {
  expectRefused(kBadBooks, R"({"schema": "coldframe.prices/1", "name": "bad", "date": "2020-01",)", &readPriceBook);
}

} // namespace
} // namespace coldframe::test
