import array
import sys

numbers = [float(i) for i in range(1000)]
objects = sum(sys.getsizeof(x) for x in numbers)
packed = array.array("d", numbers)
print("list:", (sys.getsizeof(numbers) + objects) // 1000, "bytes a number")
print("array:", packed.itemsize)
