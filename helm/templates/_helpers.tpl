{{- define "marketplace.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: marketplace
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- end }}

{{- define "marketplace.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{/* What is alike in every service's container. */}}
{{- define "marketplace.container" -}}
image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag }}"
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
ports:
  - name: http
    containerPort: {{ .port }}
livenessProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 10
readinessProbe:
  httpGet: { path: /health/ready, port: http }
  periodSeconds: 5
startupProbe:
  httpGet: { path: /health/ready, port: http }
  periodSeconds: 2
  failureThreshold: 30
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 1000
  capabilities: { drop: [ALL] }
resources:
  {{- toYaml .root.Values.resources | nindent 2 }}
{{- end }}
