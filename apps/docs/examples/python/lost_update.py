from multiprocessing import Process, Value

def count(visitors):
    for _ in range(10_000):
        with visitors.get_lock():  # without it, "+=" loses some
            visitors.value += 1

if __name__ == "__main__":
    visitors = Value("i", 0)
    workers = [Process(target=count, args=(visitors,)) for _ in range(4)]
    for w in workers: w.start()
    for w in workers: w.join()
    print(visitors.value)
