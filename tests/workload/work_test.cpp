#include "sim/workload/work.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

TEST(Items, CostTheSameWorkInEveryBatchSize) {
  JobSpec job;
  job.items = 103;
  job.item.cpu = Exponential{2e9};
  job.item.io = LogNormal{1e9, 0.5};
  job.item.memory = Uniform{1e6, 9e6};
  const Seed seed{42, 3};
  std::int64_t cpuOneByOne = 0;
  for (std::int64_t item = 0; item < job.items; ++item)
    cpuOneByOne += itemWork(job, seed, item, 5).cpuNs;
  for (const std::int64_t batch : {1, 7, 50, 103, 500}) {
    job.batch = batch;
    std::int64_t cpu = 0;
    std::int64_t items = 0;
    for (std::int64_t task = 0; task < job.tasks(); ++task) {
      cpu += taskWork(job, seed, task, 5).cpuNs;
      items += job.itemsOf(task);
    }
    EXPECT_EQ(cpu, cpuOneByOne) << batch;
    EXPECT_EQ(items, 103) << batch;
  }
  EXPECT_NE(itemWork(job, seed, 0, 5).cpuNs, itemWork(job, seed, 0, 6).cpuNs) << "another run of the month";
}

TEST(TaskMemory, IsBaseAndLargestItemAndInputsHeld) {
  JobSpec job;
  job.items = 5;
  job.batch = 4;
  job.baseMemory = Memory::mb(100);
  job.inputPerItem = Bytes::of(1000);
  job.item.memory = Scalar{50'000};
  const TaskWork work = taskWork(job, Seed{}, 0, 0);
  EXPECT_EQ(taskMemory(job, work, 0).inBytes(), 100 * 1'048'576 + 50'000 + 4 * 1000);
  EXPECT_EQ(taskMemory(job, work, 1).inBytes(), 100 * 1'048'576 + 50'000 + 1000);
}

} // namespace
} // namespace coldframe::test
