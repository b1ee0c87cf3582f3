# syntax=docker/dockerfile:1
FROM python:3.11-slim AS build
# A CPU build of torch keeps the image small; choose another with --build-arg TORCH=...
ARG TORCH=torch==2.13.0
WORKDIR /build
RUN python -m venv /app && /app/bin/pip install --no-cache-dir "$TORCH"
COPY pyproject.toml README.md ./
COPY bot bot
COPY knowledge knowledge
RUN /app/bin/pip install --no-cache-dir ".[sentence-transformers]"

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 drievragen && install -d -o drievragen /data
COPY --from=build /app /app
USER drievragen
WORKDIR /home/drievragen
ENV PATH=/app/bin:$PATH DRIEVRAGEN_DATA_DIR=/data LANGSMITH_TRACING=false
VOLUME /data
HEALTHCHECK --interval=60s --timeout=30s --start-period=30s CMD ["drievragen", "doctor"]
CMD ["drievragen", "telegram"]
